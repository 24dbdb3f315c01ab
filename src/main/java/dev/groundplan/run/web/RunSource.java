package dev.groundplan.run.web;

import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunNotFoundException;
import dev.groundplan.run.RunTouched;
import dev.groundplan.run.log.LogChunk;
import dev.groundplan.run.log.LogRows;
import dev.groundplan.run.log.RunLog;
import dev.groundplan.run.web.LiveStream.Next;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * What the stream of a run's page tells: new lines of the log, and the parts of the page that
 * changed.
 */
final class RunSource implements LiveStream.LiveSource {
    private static final int CHUNKS = 50;
    private static final List<String> PARTS =
            List.of("_header", "_stages", "_progress", "_steps", "_decision", "_result", "_facts");
    private final RunPage page;
    private final RunLog log;
    private final People people;
    private final RunId run;
    private final PersonId person;
    private final LogRows rows = new LogRows();
    private int after;
    private @Nullable LogChunk last;
    private long version = -1;
    private String planShown;

    /**
     * @param after the newest chunk that the page already shows
     */
    RunSource(RunPage page, RunLog log, People people, RunId run, Viewer viewer, int after) {
        this.page = page;
        this.log = log;
        this.people = people;
        this.run = run;
        this.person = viewer.id();
        this.after = after;
        this.planShown = "";
    }

    @Override
    public boolean isAbout(RunId other) {
        return run.equals(other);
    }

    @Override
    public boolean isAbout(RunTouched touched) {
        return run.equals(touched.run());
    }

    @Override
    public Next read(boolean redraw, Consumer<SseEventBuilder> out) {
        var viewer = people.current(person).map(current -> current.viewer()).orElse(null);
        var now = viewer == null ? null : visible(viewer);
        if (viewer == null || now == null) {
            return Next.END;
        }
        var more = readLog(out);
        if (redraw || now.version() != version) {
            version = now.version();
            drawFragments(out, viewer);
        }
        if (more) {
            return Next.MORE;
        }
        // The status was read before the log: what an ended run printed is all there.
        return now.status().isFinal() ? Next.END : Next.WAIT;
    }

    private dev.groundplan.run.@Nullable Run visible(Viewer viewer) {
        try {
            return page.visible(viewer, run);
        } catch (RunNotFoundException e) {
            return null;
        }
    }

    /** Whether there may be more; one event is all that is held in memory for a slow reader. */
    private boolean readLog(Consumer<SseEventBuilder> out) {
        if (last == null && after > 0) {
            last = log.after(run, after - 1, 1).stream().findFirst().orElse(null);
        }
        var chunks = log.after(run, after, CHUNKS);
        if (chunks.isEmpty()) {
            return false;
        }
        var html = rows.rows(LogWindow.rows(chunks, last)).toString();
        last = chunks.get(chunks.size() - 1);
        after = last.seq();
        out.accept(SseEmitter.event().id(String.valueOf(after)).name("log").data(html));
        return chunks.size() == CHUNKS;
    }

    private void drawFragments(Consumer<SseEventBuilder> out, Viewer viewer) {
        var view = page.of(viewer, run, PlanQuery.ALL, DecisionBox.Tried.NOTHING);
        PARTS.forEach(part -> out.accept(fragment(part, view)));
        var plan = view.plan();
        var digest = plan == null ? "none" : plan.evidence().items().get(0).value();
        if (!digest.equals(planShown)) {
            planShown = digest;
            out.accept(fragment("_plan", view));
        }
    }

    private static SseEventBuilder fragment(String part, RunView view) {
        return SseEmitter.event()
                .name("fragment")
                .data(new ModelAndView("runs/" + part, Map.of("run", view)));
    }
}
