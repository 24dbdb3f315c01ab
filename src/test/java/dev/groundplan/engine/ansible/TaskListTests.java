package dev.groundplan.engine.ansible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Change;
import dev.groundplan.engine.ChangeAction;
import org.junit.jupiter.api.Test;

/** What ansible-core 2.14.18 prints. */
class TaskListTests {
    private static final String TEXT =
            """

            playbook: site.yml

              play #1 (all): Put the site on every server\tTAGS: []
                pattern: ['all']
                hosts (2):
                  web-1
                  web-2
                tasks:
                  site : Page\tTAGS: []
                  site : Page\tTAGS: [always]

              play #2 (db): Set up the database\tTAGS: []
                pattern: ['db']
                hosts (1):
                  db-1
                tasks:
                  Start it\tTAGS: []
            """;

    @Test
    void namesEachTaskOnEachHost() {
        assertThat(TaskList.read(TEXT))
                .allMatch(change -> change.action() == ChangeAction.RUN)
                .allMatch(change -> change.fidelity() == Change.Fidelity.OPAQUE)
                .extracting(Change::address)
                .containsExactly(
                        "web-1 · site : Page",
                        "web-2 · site : Page",
                        "web-1 · site : Page (2)",
                        "web-2 · site : Page (2)",
                        "db-1 · Start it");
    }
}
