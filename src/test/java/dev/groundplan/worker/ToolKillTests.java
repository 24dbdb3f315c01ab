package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Run;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Execution;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** F04: only the tool is killed, in mid-apply. */
@RecorderPortal
class ToolKillTests {
    private static final Logger log = LoggerFactory.getLogger(ToolKillTests.class);
    private static final int KILLS = Integer.getInteger("groundplan.test.tool-kills", 5);
    @Autowired TestPortal portal;
    @Autowired Executions executions;

    @Test
    void claimsNotToKnowAndLeavesNoProcess() {
        var seed = Long.getLong("groundplan.test.seed", new Random().nextLong());
        var random = new Random(seed);
        var millis = new ArrayList<Long>();

        for (int i = 0; i < KILLS; i++) {
            millis.add(killOnce(random.nextInt(150)));
        }

        var sorted = millis.stream().sorted().toList();
        log.info(
                "{} tools killed, each run UNKNOWN after p50 {} ms, longest {} ms; seed {}",
                KILLS,
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() - 1),
                seed);
        assertThat(sorted.get(sorted.size() - 1)).isLessThan(5000);
    }

    private long killOnce(int after) {
        var run =
                portal.awaitingApproval("inline", false, "count", 20, "millis", 100, "chatter", 1);
        portal.approve(run);
        var child = child(run);
        Awaitility.await().pollDelay(Duration.ofMillis(after)).until(() -> true);
        var tool = child.descendants().toList();
        tool.forEach(ProcessHandle::destroyForcibly);
        long killed = System.nanoTime();

        portal.await(run, RunStatus.UNKNOWN);

        long millis = Duration.ofNanos(System.nanoTime() - killed).toMillis();
        assertThat(tool).isNotEmpty();
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> !child.isAlive() && tool.stream().noneMatch(ProcessHandle::isAlive));
        return millis;
    }

    /** The launcher of the apply, once its tool has had an effect. */
    private ProcessHandle child(Run run) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(10))
                .until(
                        () ->
                                executions.of(run.id()).stream()
                                        .filter(each -> each.phase() == Phase.APPLY)
                                        .filter(each -> each.pid() != null && each.done() > 0)
                                        .map(Execution::pid)
                                        .map(ProcessHandle::of)
                                        .flatMap(java.util.Optional::stream)
                                        .findFirst()
                                        .orElse(null),
                        java.util.Objects::nonNull);
    }
}
