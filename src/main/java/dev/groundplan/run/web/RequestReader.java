package dev.groundplan.run.web;

import dev.groundplan.catalog.Catalog;
import dev.groundplan.catalog.TemplateVersion;
import dev.groundplan.environment.Environment;
import dev.groundplan.environment.Environments;
import dev.groundplan.environment.Revision;
import dev.groundplan.form.Defaults;
import dev.groundplan.form.FormReader;
import dev.groundplan.identity.Team;
import dev.groundplan.identity.Teams;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RequestRules;
import dev.groundplan.run.web.RequestForm.Place;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ResponseStatusException;

/** Reads requests from what a browser sent. */
@Component
class RequestReader {
    private static final String PREFILL = "param.";
    private final Catalog catalog;
    private final Environments environments;
    private final FormReader reader;
    private final RequestRules rules;
    private final Teams teams;

    RequestReader(
            Catalog catalog,
            Environments environments,
            FormReader reader,
            RequestRules rules,
            Teams teams) {
        this.catalog = catalog;
        this.environments = environments;
        this.reader = reader;
        this.rules = rules;
        this.teams = teams;
    }

    /** An empty form, or one that a link prefills with {@code param.name=value}; never a secret. */
    RequestForm fresh(Viewer viewer, MultiValueMap<String, String> query) {
        var template = template(text(query, "template"), text(query, "version"));
        var mine = teams.teamsWhereMayRequest(viewer);
        var team = mine.stream().map(Team::name).findFirst().orElse("");
        var values = Defaults.initial(template.descriptor().form());
        values.setAll(reader.read(template.descriptor().form(), prefilled(template, query)));
        return new RequestForm(
                template,
                null,
                null,
                new Place(team, rules.tiers().get(0), text(query, "name"), "", false, false),
                values,
                Map.of());
    }

    private static MultiValueMap<String, String> prefilled(
            TemplateVersion template, MultiValueMap<String, String> query) {
        var fields = new LinkedMultiValueMap<String, String>();
        var properties = template.descriptor().form().schema().path("properties");
        query.forEach(
                (name, values) -> {
                    var parameter =
                            name.startsWith(PREFILL) ? name.substring(PREFILL.length()) : "";
                    if (properties.has(parameter)
                            && !properties.path(parameter).path("writeOnly").asBoolean(false)) {
                        fields.put("values/" + parameter, values);
                    }
                });
        return fields;
    }

    RequestForm posted(MultiValueMap<String, String> fields) {
        var template = template(text(fields, "template"), text(fields, "version"));
        return new RequestForm(
                template,
                null,
                null,
                place(fields, text(fields, "team"), text(fields, "tier"), text(fields, "name")),
                reader.read(template.descriptor().form(), fields),
                Map.of());
    }

    /**
     * The form of an existing environment, filled with its values.
     *
     * @param revision whose values to begin with; null for the present ones
     * @param upgrade to the template's current version
     */
    RequestForm change(Environment environment, @Nullable Integer revision, boolean upgrade) {
        var present = environments.current(environment);
        var start = revision == null ? present : revision(environment, revision);
        var template = catalog.version(start.templateVersionId());
        var target = upgrade ? catalog.current(template.template()).orElse(template) : template;
        return new RequestForm(
                target,
                environment,
                present,
                new Place(
                        team(environment),
                        environment.tier(),
                        environment.name(),
                        "",
                        false,
                        false),
                Defaults.fill(target.descriptor().form(), start.values()),
                Map.of());
    }

    RequestForm postedChange(Environment environment, MultiValueMap<String, String> fields) {
        var present = environments.current(environment);
        var template = template(text(fields, "template"), text(fields, "version"));
        return new RequestForm(
                template,
                environment,
                present,
                place(fields, team(environment), environment.tier(), environment.name()),
                reader.read(template.descriptor().form(), fields),
                Map.of());
    }

    TemplateVersion template(String name, String version) {
        var found = version.isEmpty() ? catalog.current(name) : catalog.find(name, version);
        return found.orElseThrow(
                () ->
                        new ResponseStatusException(
                                HttpStatus.NOT_FOUND,
                                "The catalog has no such template that could be requested."));
    }

    private Revision revision(Environment environment, int number) {
        if (number < 1 || number > environment.lastRevision()) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "The environment has no such revision.");
        }
        return environments.revision(environment.id(), number);
    }

    private String team(Environment environment) {
        return teams.get(environment.teamId()).name();
    }

    private static Place place(
            MultiValueMap<String, String> fields, String team, String tier, String name) {
        return new Place(
                team,
                tier,
                name,
                text(fields, "reason"),
                "true".equals(text(fields, "planOnly")),
                "true".equals(text(fields, "supersede")));
    }

    static String text(MultiValueMap<String, String> fields, String name) {
        return Objects.requireNonNullElse(fields.getFirst(name), "").strip();
    }
}
