package dev.groundplan.run.api;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.UnknownTeamException;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.EnvironmentChange;
import dev.groundplan.run.NewEnvironment;
import dev.groundplan.run.OutdatedRequestException;
import dev.groundplan.run.Run;
import dev.groundplan.run.RunRequests;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns what programs send into requests for runs. The rules are those of {@link RunRequests}. */
@Component
class EnvironmentChanges {
    private static final int ATTEMPTS = 5;
    private final RunRequests requests;
    private final Environments environments;
    private final Catalog catalog;
    private final Teams teams;
    private final Seen seen;

    EnvironmentChanges(
            RunRequests requests,
            Environments environments,
            Catalog catalog,
            Teams teams,
            Seen seen) {
        this.requests = requests;
        this.environments = environments;
        this.catalog = catalog;
        this.teams = teams;
        this.seen = seen;
    }

    Run provision(Viewer viewer, EnvironmentRequest request) {
        request.refuseIncomplete();
        var team =
                teams.byName(request.team())
                        .filter(found -> viewer.sees(found.id()))
                        .orElseThrow(UnknownTeamException::new);
        return requests.provision(
                viewer,
                new NewEnvironment(
                        team.id(),
                        request.tier(),
                        request.name(),
                        template(request.template(), request.version()),
                        request.values(),
                        request.reason(),
                        request.planOnly()));
    }

    private TemplateVersion template(String name, @Nullable String version) {
        var current =
                catalog.current(name)
                        .orElseThrow(
                                () ->
                                        new InvalidInputException(
                                                "/template",
                                                "No template of this name can be requested."));
        return version == null ? current : version(name, version);
    }

    private TemplateVersion version(String template, String version) {
        return catalog.find(template, version)
                .orElseThrow(
                        () ->
                                new InvalidInputException(
                                        "/version", "The template has no such version."));
    }

    /**
     * @param expected the applied revision that the program saw; null when any will do
     * @throws OutdatedRequestException when another one is applied now
     */
    Run update(Viewer viewer, UUID id, EnvironmentPatch patch, @Nullable Integer expected) {
        for (int attempt = 1; ; attempt++) {
            var environment = seen.environment(id, viewer);
            var change = merged(environment, patch, expected);
            try {
                return requests.update(viewer, change);
            } catch (OutdatedRequestException moved) {
                if (expected != null || attempt == ATTEMPTS) {
                    throw moved;
                }
            }
        }
    }

    private EnvironmentChange merged(
            Environment environment, EnvironmentPatch patch, @Nullable Integer expected) {
        var present = environments.current(environment);
        var now = catalog.version(present.templateVersionId());
        var template = patch.version() == null ? now : version(now.template(), patch.version());
        return new EnvironmentChange(
                environment.id(),
                template,
                MergePatch.apply(template.descriptor().form(), present.values(), patch.values()),
                patch.reason(),
                patch.planOnly(),
                expected == null ? appliedRevision(environment) : expected,
                patch.supersede());
    }

    /** What was merged was merged onto this revision, so it must not have moved. */
    private static int appliedRevision(Environment environment) {
        var applied = environment.appliedRevision();
        return applied == null ? 0 : applied;
    }

    Run destroy(Viewer viewer, UUID id, String reason) {
        var environment = seen.environment(id, viewer);
        // The id in the address names it; the typed name is asked for when the plan is approved.
        return requests.destroy(viewer, environment.id(), environment.name(), reason);
    }

    Run check(Viewer viewer, UUID id, String reason) {
        return requests.refresh(viewer, seen.environment(id, viewer).id(), reason);
    }
}
