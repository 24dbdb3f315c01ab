package dev.groundplan.engine.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.Effect;
import dev.groundplan.run.RunStatus;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@RecorderPortal
class RecorderEngineTests {
    @Autowired TestPortal portal;
    @Autowired RunLog log;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void journalsEachEffectOnce(boolean inline) {
        var run = portal.applied("count", 3, "chatter", 2, "inline", inline);

        assertThat(portal.now(run).ending().done()).isEqualTo(3);
        assertThat(texts(run, "effect"))
                .containsExactly("CREATE\tthing-001", "CREATE\tthing-002", "CREATE\tthing-003");
        assertThat(texts(run, "start")).containsExactly("PLAN", "APPLY");
        assertThat(texts(run, "state")).containsExactly("1", "2", "3");
        assertThat(texts(run, "said")).containsExactly("2", "9");
        assertThat(log.countLines(run.id())).isEqualTo(11);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void failsWhereItIsTold(boolean inline) {
        var run = portal.awaitingApproval("count", 3, "fail_at", 3, "inline", inline);
        portal.approve(run);

        var ended = portal.await(run, RunStatus.FAILED);

        assertThat(ended.ending().effect()).isEqualTo(Effect.PARTIAL);
        assertThat(ended.ending().failure()).isEqualTo("The recorder failed as it was told to.");
        assertThat(texts(run, "effect")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void removesWhatItMade(boolean inline) {
        var made = portal.applied("count", 2, "inline", inline);

        var destroy =
                portal.await(portal.destroy(made.environmentId()), RunStatus.AWAITING_APPROVAL);
        portal.approve(destroy);
        portal.await(destroy, RunStatus.APPLIED);

        assertThat(texts(made, "effect")).endsWith("DELETE\tthing-001", "DELETE\tthing-002");
    }

    @org.junit.jupiter.api.Test
    void seesNothingOfThePortalsEnvironment() {
        var run = portal.applied("inline", false);

        assertThat(texts(run, "env"))
                .isNotEmpty()
                .allSatisfy(
                        line ->
                                assertThat(line)
                                        .matches(
                                                "(PATH|HOME|PWD|TMPDIR|_|OLDPWD|SHLVL|GROUNDPLAN_EXECUTION)=.*"));
        assertThat(texts(run, "argv")).noneMatch(argument -> argument.contains("thing"));
    }

    private static List<String> texts(dev.groundplan.run.Run run, String kind) {
        var folder =
                Path.of("target/test-data/recorder/environments", run.environmentId().toString());
        return new Journal(folder)
                .entries().stream()
                        .filter(entry -> entry.kind().equals(kind))
                        .map(Journal.Entry::text)
                        .toList();
    }
}
