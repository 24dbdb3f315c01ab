package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Effect;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A phase that takes too long or falls silent ends, and the run says why. */
@RecorderPortal
@TestPropertySource(
        properties = {
            "groundplan.data=target/test-data/limits",
            "groundplan.worker.plan-limit=6s",
            "groundplan.worker.apply-silence=6s",
            "spring.datasource.url=jdbc:h2:mem:limits;MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1"
        })
class PhaseLimitTests {
    @Autowired TestPortal portal;

    @Test
    void endsAPlanThatTakesTooLong() {
        var run = portal.provision("inline", false, "hang", "PLAN");

        var ended = portal.await(run, RunStatus.FAILED);

        assertThat(ended.ending().failure())
                .isEqualTo("The recorder took longer than its limit and was killed.");
        assertThat(ended.ending().effect()).isEqualTo(Effect.NONE);
    }

    @Test
    void endsAnApplyThatFallsSilentWhereThatIsConfigured() {
        var run = portal.awaitingApproval("inline", false, "hang", "APPLY");
        portal.approve(run);

        var ended = portal.await(run, RunStatus.UNKNOWN);

        assertThat(ended.ending().failure())
                .isEqualTo(
                        "The recorder printed nothing for longer than its limit and was killed.");
    }
}
