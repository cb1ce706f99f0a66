# The job on the official Flink image: JobManager and TaskManager alike. docker/build makes it.
FROM flink:2.2.1-java17

# One thread per matrix product: every slot brings its own.
ENV OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1

# The two folders that compose.yaml mounts as volumes, which take their owner from here.
RUN mkdir -p /opt/freshet /models /checkpoints && chown flink:flink /models /checkpoints

COPY --chown=flink:flink docker/flink/config.yaml /opt/flink/conf/config.yaml
COPY config/freshet.yaml /opt/freshet/freshet.yaml
# Not in usrlib: what is there is put on the class path as it is; this jar has its libraries inside.
COPY flink-jobs/target/freshet-job.jar /opt/freshet/freshet-job.jar
