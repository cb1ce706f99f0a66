package freshet.lab.benchmark.serving;

/** One number of a running job, as a management bean shows it. */
public interface MetricValueMBean {

    /** The number as it is now. */
    long getValue();
}
