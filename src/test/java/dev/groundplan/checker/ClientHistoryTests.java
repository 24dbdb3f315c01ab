package dev.groundplan.checker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What clients were told, and what the checker makes of it. */
@RecorderPortal
class ClientHistoryTests {
    @Autowired TestPortal portal;
    @Autowired DataSource dataSource;

    @Test
    void findsALostApproval() {
        var run = portal.applied();
        var kept = new Decided(run.id().value(), portal.plan(run).digest());
        var gone = new Decided(UUID.randomUUID(), kept.planDigest());

        assertThat(checker().decided(List.of(kept, gone)).check())
                .containsExactly(
                        new Violation(
                                "I1",
                                "the approval of run "
                                        + gone.run()
                                        + " was acknowledged and is gone"));
    }

    /** The runs of this test portal give no reason: to the checker they are one request. */
    @Test
    void findsARequestThatWasDoneTwice() {
        portal.applied();
        portal.applied();

        assertThat(checker().once(List.of("never sent", "")).check())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.invariant()).isEqualTo("I12");
                            assertThat(found.what()).startsWith("the request  led to ");
                        });
    }

    private RunChecker checker() {
        return new RunChecker(dataSource, Path.of("target/test-data/recorder"));
    }
}
