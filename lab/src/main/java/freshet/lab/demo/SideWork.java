package freshet.lab.demo;

/** What a demo does beside serving, on a thread of its own. */
interface SideWork extends AutoCloseable {

    /** How far it is, in words; empty when it is over. */
    String words();

    /** Whether it is still under way. */
    boolean running();

    /** Throws what made it end, if anything did. */
    void requireWorking();

    /** Gives up what is under way. */
    @Override
    void close();
}
