package dev.groundplan.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.groundplan.run.IllegalRunTransitionException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunId;
import dev.groundplan.run.RunStatus;
import dev.groundplan.testing.TestPortal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntSupplier;

/** Pages with a button that changes something, ready to be pressed. */
final class Doors {
    private static final int AHEAD = 6;
    private final Map<String, Visitor> visitors = new HashMap<>();
    private final Deque<Run> waiting = new ArrayDeque<>();
    private final Browsers browsers;
    private final int port;
    private final TestPortal portal;
    private final Counts counts;
    private Run made;

    Doors(Browsers browsers, int port, TestPortal portal, Counts counts) {
        this.browsers = browsers;
        this.port = port;
        this.portal = portal;
        this.counts = counts;
    }

    enum Kind {
        REQUEST,
        APPROVE,
        CANCEL,
        DESTROY,
        CHANGE
    }

    /**
     * @param happened how often it happened so far
     * @param again what makes the button pressable once more, on a page that shows it
     */
    record Door(Page page, String button, IntSupplier happened, Again fill) {
        Runnable again() {
            return () -> fill.in(page);
        }

        Door in(Page other) {
            return new Door(other, button, happened, fill);
        }
    }

    /** Fills what must be typed. */
    interface Again {
        void in(Page page);
    }

    Door open(Kind kind, Look look) {
        var door =
                switch (kind) {
                    case REQUEST -> request(look);
                    case APPROVE -> approve(look);
                    case CANCEL -> cancel(look);
                    case DESTROY -> destroy(look);
                    case CHANGE -> change(look);
                };
        door.again().run();
        return door;
    }

    /** Ends what the last door began in the environment that they share. */
    void leave() {
        if (made != null) {
            counts.open(made).forEach(this::stop);
        }
    }

    /**
     * A run that is being planned is asked to stop, unless its plan is there first; the next trial
     * waits for nothing.
     */
    private void stop(RunId id) {
        var run = portal.run(id);
        try {
            portal.cancel(run);
        } catch (IllegalRunTransitionException planned) {
            // Nothing was to be changed.
        }
        portal.await(run, RunStatus.CANCELED, RunStatus.NO_CHANGES);
    }

    void forgive() {
        visitors.values().forEach(visitor -> visitor.forgive("status of 409"));
    }

    private Visitor visitor(String username, Look look) {
        return visitors.computeIfAbsent(
                username + look.scripts(), any -> browsers.signedIn(port, username, look));
    }

    private Door request(Look look) {
        var visitor = visitor("developer", look);
        var name = portal.name();
        draft(
                visitor,
                "/environments/new",
                form().set("name", name).set("team", "shop").set("tier", "dev"));
        return sending(visitor, () -> counts.runs(name, "PROVISION"));
    }

    private Door change(Look look) {
        var visitor = visitor("developer", look);
        var environment = portal.environment(made());
        draft(visitor, "/environments/" + environment.id() + "/change", form());
        int before = counts.runs(environment.name(), "UPDATE");
        return sending(visitor, () -> counts.runs(environment.name(), "UPDATE") - before);
    }

    private static FormData form() {
        return FormData.create()
                .set("template", "team-page")
                .set("version", "1.0.0")
                .set("values/title", "Twice")
                .set("step", "review");
    }

    private static Door sending(Visitor visitor, IntSupplier happened) {
        return new Door(visitor.page(), "button[name=step][value=send]", happened, Doors::nothing);
    }

    private static void nothing(Page page) {
        // There is nothing to type.
    }

    /** To the last look before it is sent. */
    private void draft(Visitor visitor, String path, FormData form) {
        visitor.open("/queue");
        form.set("_csrf", visitor.csrf());
        var answer =
                visitor.page()
                        .request()
                        .post(
                                visitor.page().url().replace("/queue", path),
                                RequestOptions.create().setForm(form).setMaxRedirects(0));
        visitor.open(answer.headers().get("location"));
    }

    private Door approve(Look look) {
        var run = next();
        var visitor = visitor("approver", look);
        visitor.open("/runs/" + run.id());
        return new Door(
                visitor.page(),
                "button[name=decision][value=approve]",
                () -> Math.max(counts.decisions(run.id()), counts.moves(run.id(), "APPROVED")),
                Doors::nothing);
    }

    private Door cancel(Look look) {
        var run = next();
        var visitor = visitor("developer", look);
        visitor.open("/runs/" + run.id());
        return new Door(
                visitor.page(),
                "#run-cancel button[type=submit]",
                () -> counts.moves(run.id(), "CANCELED"),
                page -> {
                    page.evaluate(
                            "document.querySelectorAll('#run-cancel').forEach(menu => { menu.open = true; })");
                });
    }

    private Door destroy(Look look) {
        var environment = portal.environment(made());
        var visitor = visitor("developer", look);
        visitor.open("/environments/" + environment.id() + "/destruction");
        int before = counts.runs(environment.name(), "DESTROY");
        return new Door(
                visitor.page(),
                "main button.btn-danger",
                () -> counts.runs(environment.name(), "DESTROY") - before,
                page -> {
                    if (page.locator("#destroy-name").isVisible()) {
                        page.fill("#destroy-name", environment.name());
                    }
                });
    }

    /** A run that waits for its approval; some more are being planned meanwhile. */
    private Run next() {
        while (waiting.size() < AHEAD) {
            waiting.add(provision());
        }
        return portal.await(waiting.remove(), RunStatus.AWAITING_APPROVAL);
    }

    private Run provision() {
        return portal.provision("team-page", false, portal.values("title", "Twice"));
    }

    private Run made() {
        if (made == null) {
            made = next();
            portal.approve(made);
            portal.await(made, RunStatus.APPLIED);
        }
        return made;
    }
}
