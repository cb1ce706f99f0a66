package freshet.serving.model;

import static org.assertj.core.api.Assertions.assertThat;

import freshet.model.bundle.BundleException;
import freshet.model.load.TooLittleMemoryException;
import freshet.serving.model.BundleFetcher.OtherBytesException;
import freshet.serving.model.Refusal.RefusalReason;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void theReasonIsWhatFailedAndNotWhatItCameWrappedIn() {
        BundleException invalid = new BundleException("the self-test fails");
        Refusal refusal = Refusal.of(new ExecutionException(new CompletionException(invalid)));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.INVALID);
        assertThat(refusal.cause()).isSameAs(invalid);
    }

    @Test
    void storesThatFailMemoryThatLacksAndTimeThatRunsOutAreToldApart() {
        BundleException unread = new BundleException("cannot be fetched", new IOException("no route to host"));
        assertThat(Refusal.of(unread).reason()).isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(Refusal.of(new OutOfMemoryError()).reason()).isEqualTo(RefusalReason.ERROR);
        assertThat(Refusal.of(new TimeoutException()).reason()).isEqualTo(RefusalReason.TIMEOUT);
    }

    @Test
    void whatIsKnownToBeBadIsTheOnlyThingThatDoesNotPass() {
        assertThat(Refusal.of(new BundleException("the self-test fails")).mayPass())
                .isFalse();
        assertThat(Refusal.of(new OtherBytesException("half of it")).mayPass()).isTrue();
        assertThat(Refusal.of(new BundleException("cannot be fetched", new IOException()))
                        .mayPass())
                .isTrue();
        assertThat(Refusal.of(new TimeoutException()).mayPass()).isTrue();
    }

    @Test
    void tooLittleMemoryIsAnErrorThatMayPassAndIsCostly() {
        Refusal refusal = Refusal.of(new TooLittleMemoryException("16 MiB more with -Xmx"));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.ERROR);
        assertThat(refusal.mayPass()).isTrue();
        assertThat(refusal.costly()).isTrue();
        assertThat(Refusal.of(new OutOfMemoryError()).costly()).isTrue();
        assertThat(Refusal.of(new OtherBytesException("half of it")).costly()).isTrue();
        assertThat(Refusal.of(new TimeoutException()).costly()).isFalse();
    }

    @Test
    void whatFailsOtherwiseIsAnErrorAndNotCostly() {
        Refusal refusal = Refusal.of(new NoClassDefFoundError("a client of the store"));
        assertThat(refusal.reason()).isEqualTo(RefusalReason.ERROR);
        assertThat(refusal.mayPass()).isTrue();
        assertThat(refusal.costly()).isFalse();
    }
}
