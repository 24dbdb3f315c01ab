package dev.groundplan.command;

import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.engine.Workdir;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.StateVersion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The words of COMMANDS.md. */
class RescueNotes {
    private final JdbcClient jdbc;

    RescueNotes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Open(int number, String status) {}

    List<String> head(Environment environment, String name, Path folder) {
        var lines = new ArrayList<String>();
        lines.add("# " + name + " by hand");
        lines.add("");
        lines.add(
                "These files hold secrets in clear. Delete the folder when you are done. What you do here, the portal does not know of:");
        lines.add(
                "before it is used for this environment again, check for drift there, and do not let both work at the same time.");
        lines.add("");
        open(environment)
                .forEach(
                        run ->
                                lines.add(
                                        "**Run %d is %s: its tool may be at work on a worker right now, and its newest state may lie there in `executions/`. Find out first.**\n"
                                                .formatted(run.number(), run.status())));
        lines.add(
                "The environment's own folder is "
                        + folder
                        + ". If tools ran in the sandbox they saw it");
        lines.add("as `" + Workdir.ENVIRONMENT + "`: where inputs name that, make it lead there.");
        lines.add("");
        lines.add("```sh");
        lines.add("export ENVIRONMENT='" + folder + "'");
        lines.add("```");
        return lines;
    }

    /** Those that may be changing something. */
    private List<Open> open(Environment environment) {
        return jdbc.sql(
                        """
                        select number, status from run
                        where environment_id = :environment
                            and (status = 'UNKNOWN' or (ended_at is null and active_slot is not null))
                        order by number
                        """)
                .param("environment", environment.id().value())
                .query(Open.class)
                .list();
    }

    List<String> step(
            String folder,
            String tool,
            TemplateVersion template,
            @Nullable StateVersion state,
            List<String> commands) {
        var lines = new ArrayList<String>();
        lines.add("");
        lines.add("## " + folder + " · " + tool);
        lines.add("");
        lines.add(
                "Template %s %s. %s"
                        .formatted(
                                template.template(),
                                template.version(),
                                state == null
                                        ? "No state was recorded."
                                        : "Recorded state %d, serial %d, of %s."
                                                .formatted(
                                                        state.number(),
                                                        state.serial(),
                                                        state.createdAt())));
        lines.add("");
        lines.add("```sh");
        lines.add("cd " + folder);
        lines.addAll(commands);
        lines.add("```");
        return lines;
    }
}
