package dev.groundplan.run.web;

import dev.groundplan.page.StatusMark;
import dev.groundplan.page.Times;
import dev.groundplan.run.Effect;
import dev.groundplan.run.RunList;
import dev.groundplan.run.plan.PlanCounts;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Runs as rows of lists. */
@Component
class RunRows {
    private final TemplateNames templates;
    private final Times times;
    private final JsonMapper json;

    RunRows(TemplateNames templates, Times times, JsonMapper json) {
        this.templates = templates;
        this.times = times;
        this.json = json;
    }

    RunListView.Row of(RunList.Item item) {
        var ended = item.endedAt();
        return new RunListView.Row(
                url(item),
                String.valueOf(item.number()),
                title(item),
                subtitle(item),
                mark(item, ""),
                delta(item),
                effect(item),
                item.requester(),
                item.createdAt(),
                ended == null ? null : times.duration(Duration.between(item.createdAt(), ended)));
    }

    static String url(RunList.Item item) {
        return "/runs/" + item.id();
    }

    static String title(RunList.Item item) {
        return RunWords.title(item.kind(), item.planOnly(), item.environment());
    }

    /** "PostgreSQL for an app · dev · Shop". */
    String subtitle(RunList.Item item) {
        return templates.of(item.templateVersionId()).title()
                + " · "
                + item.tier()
                + " · "
                + item.team();
    }

    static StatusMark mark(RunList.Item item, String place) {
        var effect = RunWords.effect(item.effect(), item.effectDone(), item.effectPlanned());
        return RunWords.mark(item.kind(), item.status(), effect, item.team(), place);
    }

    Delta delta(RunList.Item item) {
        var counts = item.counts();
        return counts == null ? Delta.NONE : delta(json.readValue(counts, PlanCounts.class));
    }

    static Delta delta(PlanCounts counts) {
        return new Delta(
                counts.create(),
                counts.update() + counts.run(),
                counts.replace(),
                counts.delete() + counts.forget());
    }

    private static @Nullable String effect(RunList.Item item) {
        return item.effect() == Effect.PARTIAL
                ? "%d of %d changes made".formatted(item.effectDone(), item.effectPlanned())
                : null;
    }
}
