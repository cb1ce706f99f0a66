package freshet.cli.replay;

import freshet.cli.Interruption;

/** The time of this machine, until the user interrupts. */
final class InterruptibleTimer implements ReplayTimer {
    private final Interruption interruption;

    InterruptibleTimer(Interruption interruption) {
        this.interruption = interruption;
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public void await(long millis) {
        try {
            interruption.await(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean ended() {
        return interruption.asked() || Thread.currentThread().isInterrupted();
    }
}
