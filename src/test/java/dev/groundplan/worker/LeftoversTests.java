package dev.groundplan.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.run.RunStatus;
import dev.groundplan.run.execution.Executions;
import dev.groundplan.run.execution.Phase;
import dev.groundplan.store.DataDirectory;
import dev.groundplan.testing.RecorderPortal;
import dev.groundplan.testing.TestPortal;
import java.io.IOException;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@RecorderPortal
class LeftoversTests {
    @Autowired Leftovers leftovers;
    @Autowired DataDirectory data;
    @Autowired TestPortal portal;
    @Autowired Executions executions;
    @Autowired JdbcClient jdbc;

    @Test
    void keepsOnlyWhatTellsHowAnApplyEnded() throws IOException {
        var run = portal.awaitingApproval();
        portal.approve(run);
        portal.await(run, RunStatus.APPLIED);
        var apply =
                executions.of(run.id()).stream()
                        .filter(each -> each.phase() == Phase.APPLY)
                        .findFirst()
                        .orElseThrow();
        jdbc.sql("update run set status = 'UNKNOWN' where id = :id")
                .param("id", run.id().value())
                .update();
        var folder = data.directory("executions");
        var evidence = Files.createDirectories(folder.resolve(apply.id() + "/run"));
        var nobodys = Files.createDirectories(folder.resolve(UUID.randomUUID() + "/run"));

        leftovers.start();

        assertThat(evidence).exists();
        assertThat(nobodys.getParent()).doesNotExist();
        jdbc.sql("update run set status = 'APPLIED' where id = :id")
                .param("id", run.id().value())
                .update();
    }
}
