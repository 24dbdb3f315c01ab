package dev.groundplan.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A person of the demo who uses the API. */
final class ApiPerson {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final HttpClient client = HttpClient.newHttpClient();
    private final String address;
    private String authorization;

    private ApiPerson(String address, String authorization) {
        this.address = address;
        this.authorization = authorization;
    }

    /** In the demo everybody's password is their username. */
    static ApiPerson signIn(String address, String name, String scope)
            throws IOException, InterruptedException {
        var basic =
                Base64.getEncoder()
                        .encodeToString((name + ":" + name).getBytes(StandardCharsets.UTF_8));
        var person = new ApiPerson(address, "Basic " + basic);
        var token =
                person.post(
                        "/api/v1/tokens",
                        Map.of(
                                "name", "benchmark",
                                "scopes", List.of("read", scope),
                                "expiresAt", Instant.now().plus(Duration.ofDays(1)).toString()));
        person.authorization = "Bearer " + token.get("token").asString();
        return person;
    }

    /** Requests a new environment and returns the id of its first run. */
    String request(String template, String name) throws IOException, InterruptedException {
        var queued =
                post(
                        "/api/v1/environments",
                        Map.of(
                                "template",
                                template,
                                "team",
                                "shop",
                                "tier",
                                "dev",
                                "name",
                                name,
                                "values",
                                Map.of(),
                                "reason",
                                "Benchmark"));
        return queued.get("run").get("id").asString();
    }

    void approve(String run) throws IOException, InterruptedException {
        var digest = run(run).get("plan").get("digest").asString();
        post(
                "/api/v1/runs/" + run + "/approval",
                Map.of("decision", "approve", "planDigest", digest));
    }

    /** Looks every 5 ms; fails when the run ends as something else. */
    JsonNode await(String id, String status) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            var run = run(id);
            if (run.get("status").asString().equals(status)) {
                return run;
            }
            if (run.hasNonNull("endedAt")) {
                throw new IOException(
                        "The run ended as " + run.get("status") + ": " + run.get("failure"));
            }
            Thread.sleep(5);
        }
        throw new IOException("The run " + id + " did not become " + status + " in " + PATIENCE);
    }

    /** Waits until the templates are there. */
    void awaitTemplate(String name) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        while (System.nanoTime() - begun < PATIENCE.toNanos()) {
            for (var template : get("/api/v1/templates")) {
                if (template.get("name").asString().equals(name)) {
                    return;
                }
            }
            Thread.sleep(200);
        }
        throw new IOException("The template " + name + " was not imported.");
    }

    private JsonNode run(String id) throws IOException, InterruptedException {
        return get("/api/v1/runs/" + id);
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return send(builder(path).GET().build());
    }

    private JsonNode post(String path, Map<String, ?> body)
            throws IOException, InterruptedException {
        return send(
                builder(path)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build());
    }

    private HttpRequest.Builder builder(String path) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Authorization", authorization);
    }

    private JsonNode send(HttpRequest request) throws IOException, InterruptedException {
        var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() >= 300) {
            throw new IOException(
                    request.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
    }
}
