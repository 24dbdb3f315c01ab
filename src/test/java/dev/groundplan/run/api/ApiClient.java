package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that uses the API over HTTP. */
class ApiClient {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private final String origin;
    private final String authorization;
    private final JsonMapper json;

    ApiClient(String origin, String authorization, JsonMapper json) {
        this.origin = origin;
        this.authorization = authorization;
        this.json = json;
    }

    /** What came back. */
    record Answer(HttpResponse<String> response, JsonMapper mapper) {
        int status() {
            return response.statusCode();
        }

        String body() {
            return response.body();
        }

        JsonNode json() {
            return mapper.readTree(response.body());
        }

        /** A text or number of the answer, by JSON Pointer. */
        String at(String pointer) {
            return json().at(pointer).asString();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        Answer expect(int status) {
            assertThat(status()).as(body()).isEqualTo(status);
            return this;
        }
    }

    Answer get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    Answer post(String path, String body, String... headers) {
        return send("POST", path, body, headers);
    }

    Answer patch(String path, String body, String... headers) {
        return send("PATCH", path, body, headers);
    }

    Answer delete(String path) {
        return send("DELETE", path, null);
    }

    /** Headers are name, value, name, value; a content type among them replaces JSON. */
    Answer send(String method, String path, String body, String... headers) {
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        origin
                                                + (path.startsWith("/api/") ? "" : "/api/v1")
                                                + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        for (int i = 0; i < headers.length; i += 2) {
            request.setHeader(headers[i], headers[i + 1]);
        }
        try {
            return new Answer(
                    HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()), json);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** The run, once it has one of the statuses, or an end. */
    Answer waitFor(String run, String status) {
        var answer =
                await().atMost(Duration.ofSeconds(30))
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> get("/runs/" + run), now -> settled(now, status));
        assertThat(answer.at("/status")).as(answer.body()).isEqualTo(status);
        return answer;
    }

    private static boolean settled(Answer now, String status) {
        return now.at("/status").equals(status) || !now.json().path("endedAt").isNull();
    }

    /** Requests an environment of the team shop and waits for its plan. */
    Answer requested(String name, String values) {
        var created = post("/environments", request(name, values)).expect(201);
        waitFor(created.at("/run/id"), "AWAITING_APPROVAL");
        return created;
    }

    static String request(String name, String values) {
        return """
               {"template": "site", "team": "shop", "tier": "dev", "name": "%s", "values": %s, "reason": "Test"}
               """
                .formatted(name, values);
    }

    /** Decides on the plan that the run has now. */
    Answer decide(String run, String decision, String more) {
        var digest = get("/runs/" + run).at("/plan/digest");
        return post(
                "/runs/" + run + "/approval",
                "{\"decision\": \"%s\", \"planDigest\": \"%s\"%s}"
                        .formatted(decision, digest, more));
    }
}
