package dev.groundplan.run.web;

import dev.groundplan.engine.ChangeAction;
import dev.groundplan.engine.Guarantee;
import dev.groundplan.engine.PlannedOutput;
import dev.groundplan.page.Chip;
import dev.groundplan.page.Pager;
import dev.groundplan.page.Tone;
import dev.groundplan.page.ValueView;
import dev.groundplan.run.Removals;
import dev.groundplan.run.Run;
import dev.groundplan.run.execution.RunSteps;
import dev.groundplan.run.execution.RunSteps.RunStep;
import dev.groundplan.run.plan.Plan;
import dev.groundplan.run.plan.PlanChanges;
import dev.groundplan.run.plan.PlanChanges.Filter;
import dev.groundplan.run.plan.PlanChanges.StepChange;
import dev.groundplan.run.plan.PlanCounts;
import dev.groundplan.run.plan.Plans;
import dev.groundplan.run.plan.Plans.StepPlanRow;
import dev.groundplan.run.web.PlanView.Evidence;
import dev.groundplan.run.web.PlanView.Group;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** A plan as it is reviewed: the riskiest changes first, a page of them at a time. */
@Component
class PlanPage {
    private static final int OPEN = 12;
    private static final int DRIFT = 100;
    private final Plans plans;
    private final PlanChanges changes;
    private final RunSteps steps;
    private final Removals removals;

    PlanPage(Plans plans, PlanChanges changes, RunSteps steps, Removals removals) {
        this.removals = removals;
        this.plans = plans;
        this.changes = changes;
        this.steps = steps;
    }

    PlanView of(Run run, Plan plan, PlanQuery query) {
        var rows = plans.steps(plan.id());
        return new PlanView(
                partLabel(run, plan),
                PlanWords.summary(run, plan.counts()),
                plan.guarantee() == Guarantee.EXACT,
                plan.guarantee() == Guarantee.EXACT ? "Exact plan" : "Predicted plan",
                PlanWords.guarantee(run, plan),
                warnings(run, plan),
                checks(rows),
                filter(run, plan, query),
                groups(plan, query, rows.size() > 1),
                drift(plan, rows.size() > 1),
                outputs(rows),
                later(run),
                evidence(plan, rows),
                plan.counts().acting() == 0 && plan.counts().outputs() == 0);
    }

    private List<PlanView.Warning> warnings(Run run, Plan plan) {
        var warnings = new ArrayList<>(PlanWords.warnings(run, plan));
        removals.plan(run.id())
                .map(why -> new PlanView.Warning(Tone.INFO, "The details are gone", why))
                .ifPresent(warnings::add);
        return warnings;
    }

    private @Nullable String partLabel(Run run, Plan plan) {
        var more =
                steps.of(run.id()).stream()
                        .anyMatch(step -> step.status() == RunSteps.Status.LATER);
        return more
                ? "Part " + plan.part() + ", more to follow"
                : plan.part() > 1 ? "Part " + plan.part() : null;
    }

    private static List<PlanView.Check> checks(List<StepPlanRow> rows) {
        return rows.stream()
                .flatMap(row -> row.warnings().stream())
                .map(warning -> new PlanView.Check(false, warning, null))
                .toList();
    }

    private PlanView.Filter filter(Run run, Plan plan, PlanQuery query) {
        var base = "/runs/" + run.id();
        var total = changes.count(plan.id(), new Filter(false, null, null));
        var matching = changes.count(plan.id(), filter(query));
        var last = Math.min(matching, query.from() + PlanQuery.PAGE);
        var pager =
                matching <= PlanQuery.PAGE
                        ? null
                        : new Pager(
                                "Changes %d to %d of %d"
                                        .formatted(
                                                Math.min(query.from() + 1, last), last, matching),
                                query.from() == 0
                                        ? null
                                        : query.at(Math.max(0, query.from() - PlanQuery.PAGE))
                                                .url(base),
                                last >= matching ? null : query.at(last).url(base));
        return new PlanView.Filter(
                base,
                query.text(),
                query.action() == null ? null : query.action().name(),
                chips(plan.counts(), query, base),
                matching == total
                        ? total + (total == 1 ? " change" : " changes")
                        : matching + " of " + total + " changes",
                query.filters() ? PlanQuery.ALL.url(base) : null,
                pager);
    }

    private static Filter filter(PlanQuery query) {
        return new Filter(false, query.text().isEmpty() ? null : query.text(), query.action());
    }

    private static List<Chip> chips(PlanCounts counts, PlanQuery query, String base) {
        var chips = new ArrayList<Chip>();
        byAction(counts)
                .forEach(
                        (action, count) -> {
                            var selected = action == query.action();
                            var url = query.only(selected ? null : action).url(base);
                            chips.add(
                                    new Chip(
                                            ActionView.of(action).word(),
                                            url,
                                            selected,
                                            String.valueOf(count)));
                        });
        return chips;
    }

    private static Map<ChangeAction, Integer> byAction(PlanCounts counts) {
        var all = new EnumMap<ChangeAction, Integer>(ChangeAction.class);
        all.put(ChangeAction.DELETE, counts.delete());
        all.put(ChangeAction.REPLACE, counts.replace());
        all.put(ChangeAction.UPDATE, counts.update());
        all.put(ChangeAction.RUN, counts.run());
        all.put(ChangeAction.CREATE, counts.create());
        all.put(ChangeAction.FORGET, counts.forget());
        all.put(ChangeAction.READ, counts.read());
        all.put(ChangeAction.NO_OP, counts.unchanged());
        all.values().removeIf(count -> count == 0);
        return all;
    }

    private List<Group> groups(Plan plan, PlanQuery query, boolean several) {
        var page = changes.page(plan.id(), filter(query), query.from(), PlanQuery.PAGE);
        var groups = new ArrayList<Group>();
        for (int i = 0; i < page.size(); ) {
            var action = page.get(i).change().action();
            var end = i;
            while (end < page.size() && page.get(end).change().action() == action) {
                end++;
            }
            groups.add(
                    group(
                            plan,
                            action,
                            views(
                                    page.subList(i, end),
                                    opens(action, page.size() <= OPEN),
                                    several)));
            i = end;
        }
        return groups;
    }

    private static Group group(Plan plan, ChangeAction action, List<ChangeView> found) {
        var folded = action == ChangeAction.NO_OP || action == ChangeAction.READ;
        var view = ActionView.of(action);
        return new Group(
                "plan-" + view.css(),
                view.word(),
                view,
                byAction(plan.counts()).getOrDefault(action, found.size()),
                folded,
                found);
    }

    /** Where there is one step only, its name tells nothing. */
    private static List<ChangeView> views(List<StepChange> found, boolean open, boolean several) {
        return found.stream()
                .map(change -> ChangeRows.of(change, several ? change.step() : null, open, false))
                .toList();
    }

    private static boolean opens(ChangeAction action, boolean few) {
        return action.destroys() || (few && action == ChangeAction.UPDATE);
    }

    private List<ChangeView> drift(Plan plan, boolean several) {
        return changes.page(plan.id(), new Filter(true, null, null), 0, DRIFT).stream()
                .map(change -> ChangeRows.of(change, several ? change.step() : null, true, true))
                .toList();
    }

    private static List<PlanView.OutputChange> outputs(List<StepPlanRow> rows) {
        return rows.stream()
                .flatMap(row -> row.outputs().stream())
                .filter(PlannedOutput::changed)
                .map(
                        output ->
                                new PlanView.OutputChange(
                                        output.name(),
                                        ActionView.of(output.action()),
                                        before(output),
                                        after(output)))
                .toList();
    }

    private static ValueView before(PlannedOutput output) {
        if (output.action() == ChangeAction.CREATE) {
            return ValueView.none();
        }
        return output.sensitive() ? ValueView.masked("secret") : Values.view(output.before());
    }

    private static ValueView after(PlannedOutput output) {
        if (output.action() == ChangeAction.DELETE) {
            return ValueView.none();
        }
        if (output.sensitive()) {
            return ValueView.masked("secret");
        }
        return output.known() ? Values.view(output.value()) : ValueView.later();
    }

    private List<PlanView.Later> later(Run run) {
        return steps.of(run.id()).stream()
                .filter(step -> step.status() == RunSteps.Status.LATER)
                .map(step -> new PlanView.Later(step.step(), step.engine(), needs(step)))
                .toList();
    }

    private static String needs(RunStep step) {
        return step.waitsFor() == null || step.waitsFor().isEmpty()
                ? "Planned after the steps before it."
                : "Planned later: needs " + step.waitsFor() + ".";
    }

    private static Evidence evidence(Plan plan, List<StepPlanRow> rows) {
        var items = new ArrayList<Evidence.Item>();
        items.add(new Evidence.Item("Plan digest", plan.digest(), true));
        for (var row : rows) {
            items.add(
                    new Evidence.Item(
                            "Step " + row.step(), "tool version " + row.engineVersion(), false));
        }
        items.add(new Evidence.Item("Attempt", String.valueOf(plan.attempt()), false));
        return new Evidence(items);
    }
}
