package dev.groundplan.run.api;

import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.People;
import dev.groundplan.identity.Teams;
import dev.groundplan.run.Run;
import dev.groundplan.run.api.RunItem.EnvironmentRef;
import org.springframework.stereotype.Component;

/** Runs as the API answers them. */
@Component
class RunAnswers {
    private final Environments environments;
    private final Teams teams;
    private final People people;
    private final PlanAnswers plans;

    RunAnswers(Environments environments, Teams teams, People people, PlanAnswers plans) {
        this.environments = environments;
        this.teams = teams;
        this.people = people;
        this.plans = plans;
    }

    RunItem item(Run run) {
        var request = run.request();
        var ending = run.ending();
        var supersededBy = run.supersededBy();
        return new RunItem(
                run.id().value(),
                request.number(),
                request.kind(),
                run.status(),
                ending == null ? null : ending.effect(),
                ending == null ? 0 : ending.done(),
                ending == null ? 0 : ending.planned(),
                ending == null ? null : ending.failure(),
                ref(environments.get(run.environmentId())),
                request.revision(),
                run.part(),
                request.planOnly(),
                request.reason(),
                PersonAnswer.of(request.requestedBy(), people),
                run.cancellation().requested(),
                supersededBy == null ? null : supersededBy.value(),
                request.createdAt(),
                ending == null ? null : ending.at());
    }

    private EnvironmentRef ref(Environment environment) {
        return new EnvironmentRef(
                environment.id().value(),
                environment.name(),
                teams.get(environment.teamId()).name(),
                environment.tier());
    }

    RunAnswer show(Run run) {
        return new RunAnswer(item(run), plans.parts(run), plans.current(run));
    }
}
