package dev.groundplan.run.web;

import dev.groundplan.identity.People;
import dev.groundplan.identity.PersonId;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunTouched;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * Draws one part of a page again when a run that concerns it moved, as long as the person may see
 * it.
 */
final class BoardSource implements LiveStream.LiveSource {
    private final People people;
    private final PersonId person;
    private final Predicate<RunTouched> concerns;
    private final Function<Viewer, ModelAndView> board;

    BoardSource(
            People people,
            PersonId person,
            Predicate<RunTouched> concerns,
            Function<Viewer, ModelAndView> board) {
        this.people = people;
        this.person = person;
        this.concerns = concerns;
        this.board = board;
    }

    @Override
    public boolean isAbout(RunId run) {
        return false;
    }

    @Override
    public boolean isAbout(RunTouched touched) {
        return concerns.test(touched);
    }

    @Override
    public LiveStream.Next read(boolean redraw, Consumer<SseEventBuilder> out) {
        var now = people.current(person).map(current -> current.viewer());
        if (now.isPresent() && redraw) {
            out.accept(SseEmitter.event().name("fragment").data(board.apply(now.get())));
        }
        return now.isPresent() ? LiveStream.Next.WAIT : LiveStream.Next.END;
    }
}
