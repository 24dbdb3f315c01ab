package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Tone;
import java.time.Instant;
import java.util.List;

/** Sample views of the home page. */
final class HomeSamples {

    private static final Instant AT = Instant.parse("2026-03-03T14:05:00Z");

    private HomeSamples() {}

    static HomeView busy() {
        var waiting =
                new HomeView.Item(
                        "1",
                        "/runs/7",
                        "Change orders-db",
                        "PostgreSQL for an app · dev · Shop, asked by Grace Hopper",
                        new StatusMark(Tone.WAIT, "hourglass", "Waiting for approval by Platform"),
                        AT,
                        List.of(new HomeView.Note("Replaces 1", "bad")));
        var run =
                new HomeView.Item(
                        "2",
                        "/runs/12",
                        "Create checkout-site",
                        "Team page · test",
                        StatusMark.of(Tone.BUSY, "Planning"),
                        AT,
                        List.of());
        var environment =
                new HomeView.Item(
                        "3",
                        "/environments/1",
                        "orders-db",
                        "PostgreSQL for an app · dev",
                        StatusMark.of(Tone.OK, "Ready"),
                        AT,
                        List.of(new HomeView.Note("Drift", "warn")));
        return new HomeView(
                "Good to see you, Ada",
                steps(),
                List.of(waiting),
                List.of(run),
                List.of(environment, environment("4")),
                true,
                "/preview-stream?chunks=0");
    }

    static HomeView quiet() {
        return new HomeView(
                "Good to see you, Ada",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                "/preview-stream?chunks=0");
    }

    private static HomeView.Item environment(String id) {
        return new HomeView.Item(
                id,
                "/environments/" + id,
                "shop-network",
                "Network · prod",
                StatusMark.of(Tone.OK, "Ready"),
                null,
                List.of());
    }

    private static List<HomeView.Step> steps() {
        return List.of(
                new HomeView.Step(
                        true,
                        "Look round the catalog",
                        "Templates your platform team keeps.",
                        "/catalog",
                        "Browse"),
                new HomeView.Step(
                        false,
                        "Request an environment",
                        "Pick a template, fill in the form, review the plan.",
                        "/catalog",
                        "Browse the catalog"),
                new HomeView.Step(false, "Watch it being made", "The log is live.", null, null));
    }
}
