package dev.groundplan.home.web;

import dev.groundplan.home.web.HostView.Declaration;
import dev.groundplan.home.web.HostView.Note;
import dev.groundplan.home.web.HostView.RunRow;
import dev.groundplan.identity.Viewer;
import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import dev.groundplan.run.RunStatus;
import dev.groundplan.worker.Host;
import dev.groundplan.worker.Workers.InHand;
import dev.groundplan.worker.Workers.WorkerItem;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in words what a host does, and what its state means for its runs. */
final class HostViews {
    private static final String DEAD =
            "Nobody waits for it. If it comes back all the same, what it knows still settles applies whose"
                    + " outcome is not known, unless somebody recovers them first.";
    private static final String LOST =
            "It was not heard of for four heartbeats. Plans are made again elsewhere; what it applied is"
                    + " followed again when its process is back.";
    private static final String SILENT =
            "It was not heard of for four heartbeats. It executed no runs, so none waits for it.";
    private static final String STOPPED =
            "It was stopped while it applied. Start it again: it follows its applies.";
    private static final String DRAINING =
            "It is being stopped: it takes nothing new and waits for what it has in hand.";
    private static final String BACK = "It is back, although it was declared dead.";

    private HostViews() {}

    static HostView of(Host host, Viewer viewer) {
        var newest = host.newest();
        return new HostView(
                host.id(),
                host.name(),
                newest.name(),
                mark(host.state()),
                roles(newest),
                tools(newest),
                newest.startedAt(),
                newest.seenAt(),
                runs(host),
                note(host),
                earlier(host.processes().size() - 1),
                viewer.admin() && host.waitsForIt() ? "/hosts/" + host.id() + "/death" : null);
    }

    private static StatusMark mark(Host.State state) {
        return switch (state) {
            case LIVE -> StatusMark.of(Tone.OK, "Live");
            case DRAINING -> StatusMark.of(Tone.INFO, "Draining");
            case LOST -> StatusMark.of(Tone.BAD, "Lost");
            case STOPPED -> StatusMark.of(Tone.IDLE, "Stopped");
            case DEAD -> StatusMark.of(Tone.BAD, "Declared dead");
        };
    }

    private static String roles(WorkerItem process) {
        return switch (process.roles()) {
            case "web" -> "Serves pages";
            case "worker" -> "Executes runs";
            default -> "Serves pages, executes runs";
        };
    }

    private static @Nullable String tools(WorkerItem process) {
        if (!process.roles().contains("worker")) {
            return null;
        }
        return process.engines().isEmpty() ? "None" : String.join(", ", process.engines());
    }

    private static List<RunRow> runs(Host host) {
        return Stream.concat(
                        host.inHand().stream().map(run -> row(run, true)),
                        host.unproven().stream().map(run -> row(run, false)))
                .toList();
    }

    private static RunRow row(InHand run, boolean followed) {
        return new RunRow(
                "Run %d of %s".formatted(run.number(), run.environment()),
                "/runs/" + run.run(),
                run.status() == RunStatus.UNKNOWN
                        ? new StatusMark(Tone.BAD, "unknown", "Outcome not known")
                        : run.status() == RunStatus.PLANNING
                                ? StatusMark.of(Tone.BUSY, "Planning")
                                : followed
                                        ? StatusMark.of(Tone.BUSY, "Applying")
                                        : StatusMark.of(Tone.WARN, "Applying, not followed"));
    }

    private static @Nullable Note note(Host host) {
        return switch (host.state()) {
            case DEAD -> new Note("bad", "plug-off", DEAD, declaration(host));
            case LOST -> new Note("warn", "plug-off", lost(host.newest()), null);
            case STOPPED ->
                    host.unproven().isEmpty() ? null : new Note("warn", "pause", STOPPED, null);
            case DRAINING -> new Note("info", "hourglass", DRAINING, null);
            case LIVE ->
                    host.isBack() ? new Note("info", "refresh", BACK, declaration(host)) : null;
        };
    }

    private static String lost(WorkerItem process) {
        return process.roles().contains("worker") ? LOST : SILENT;
    }

    private static @Nullable Declaration declaration(Host host) {
        var death = host.death();
        return death == null ? null : new Declaration(death.at(), death.by(), death.reason());
    }

    private static @Nullable String earlier(int processes) {
        return processes == 0
                ? null
                : processes == 1 ? "One earlier process" : processes + " earlier processes";
    }
}
