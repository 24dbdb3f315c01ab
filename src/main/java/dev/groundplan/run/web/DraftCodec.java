package dev.groundplan.run.web;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import dev.groundplan.identity.Viewer;
import dev.groundplan.run.RequestDrafts;
import dev.groundplan.run.web.RequestForm.Place;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Requests as drafts and back. */
@Component
class DraftCodec {
    private final RequestDrafts drafts;
    private final RequestReader reader;
    private final Environments environments;
    private final JsonMapper json;

    DraftCodec(
            RequestDrafts drafts,
            RequestReader reader,
            Environments environments,
            JsonMapper json) {
        this.drafts = drafts;
        this.reader = reader;
        this.environments = environments;
        this.json = json;
    }

    ObjectNode write(RequestForm request) {
        var place = request.place();
        var draft =
                json.createObjectNode()
                        .put("template", request.template().template())
                        .put("version", request.template().version())
                        .put("team", place.team())
                        .put("tier", place.tier())
                        .put("name", place.name())
                        .put("reason", place.reason())
                        .put("planOnly", place.planOnly())
                        .put("supersede", place.supersede());
        var environment = request.environment();
        if (environment != null) {
            draft.put("environment", environment.id().toString());
            var applied = environment.appliedRevision();
            draft.put("revision", applied == null ? 0 : applied);
        }
        draft.set("values", request.values());
        return draft;
    }

    RequestForm read(ObjectNode draft) {
        var template =
                reader.template(
                        draft.path("template").asString(), draft.path("version").asString());
        var environment = environment(draft).map(environments::get).orElse(null);
        return new RequestForm(
                template,
                environment,
                environment == null ? null : environments.current(environment),
                place(draft),
                (ObjectNode) draft.get("values"),
                Map.of());
    }

    /** Which environment the draft would change; empty for a new one, and after it was sent. */
    Optional<EnvironmentId> environment(ObjectNode draft) {
        var id = draft.path("environment").asString("");
        return id.isEmpty()
                ? Optional.empty()
                : Optional.of(new EnvironmentId(UUID.fromString(id)));
    }

    private static Place place(ObjectNode draft) {
        return new Place(
                draft.path("team").asString(),
                draft.path("tier").asString(),
                draft.path("name").asString(),
                draft.path("reason").asString(),
                draft.path("planOnly").asBoolean(),
                draft.path("supersede").asBoolean());
    }

    /**
     * Secrets that were typed before the last look and not again: the browser never gets them back.
     */
    RequestForm withEarlierSecrets(Viewer viewer, RequestForm typed, String draft) {
        if (!draft.matches("[0-9a-f-]{36}")) {
            return typed;
        }
        var earlier = drafts.find(viewer, UUID.fromString(draft));
        if (earlier.isEmpty()) {
            return typed;
        }
        var values = typed.values().deepCopy();
        var before = earlier.get().content().path("values");
        typed.template()
                .descriptor()
                .form()
                .schema()
                .path("properties")
                .forEachEntry(
                        (name, property) -> {
                            if (property.path("writeOnly").asBoolean(false)
                                    && !values.has(name)
                                    && before.has(name)) {
                                values.set(name, before.get(name));
                            }
                        });
        return typed.with(values);
    }
}
