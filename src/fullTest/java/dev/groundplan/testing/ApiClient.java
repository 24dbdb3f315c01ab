package dev.groundplan.testing;

import dev.groundplan.checker.Accepted;
import dev.groundplan.checker.Decided;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One program of {@link ApiLoad}. */
final class ApiClient implements Runnable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int OPEN = 3;
    private static final Set<String> REST =
            Set.of(
                    "APPLIED",
                    "PLANNED",
                    "NO_CHANGES",
                    "FAILED",
                    "CANCELED",
                    "REJECTED",
                    "STALE",
                    "UNKNOWN");
    private final ApiLoad load;
    private final Tokens tokens;
    private final Random random;
    private final int inline;
    private final Map<UUID, String> open = new ConcurrentHashMap<>();
    private final List<Asked> asked = new ArrayList<>();
    private volatile boolean last;
    private volatile @Nullable Asked unanswered;

    ApiClient(ApiLoad load, Tokens tokens, Random random, int inline) {
        this.load = load;
        this.tokens = tokens;
        this.random = random;
        this.inline = inline;
    }

    /** What one person may do and another may not. */
    record Tokens(String requester, String approver) {
        static Tokens of(String address) {
            return new Tokens(
                    token(address, "developer", "request"), token(address, "approver", "approve"));
        }

        private static String token(String address, String name, String scope) {
            var basic = (name + ":" + name).getBytes(StandardCharsets.UTF_8);
            var body =
                    Map.of(
                            "name",
                            "load",
                            "scopes",
                            List.of("read", scope),
                            "expiresAt",
                            Instant.now().plus(Duration.ofDays(1)).toString());
            var request =
                    HttpRequest.newBuilder(URI.create(address + "/api/v1/tokens"))
                            .header("Content-Type", "application/json")
                            .header(
                                    "Authorization",
                                    "Basic " + Base64.getEncoder().encodeToString(basic))
                            .POST(
                                    HttpRequest.BodyPublishers.ofString(
                                            JSON.writeValueAsString(body)))
                            .build();
            try {
                var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
                return "Bearer " + JSON.readTree(answer.body()).get("token").asString();
            } catch (IOException | InterruptedException e) {
                throw new AssertionError("No token for " + name, e);
            }
        }
    }

    private record Asked(String key, String body, String values) {}

    private record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    void requestNothingNew() {
        last = true;
    }

    boolean isDone() {
        return last && unanswered == null && open.isEmpty();
    }

    String waitsFor() {
        return "request " + unanswered + ", runs " + open;
    }

    @Override
    public void run() {
        while (!load.hasEnded()) {
            try {
                if (unanswered != null || (!last && open.size() < OPEN)) {
                    request();
                }
                for (var run : List.copyOf(open.keySet())) {
                    look(run);
                }
            } catch (RuntimeException e) {
                load.wrong.add("The client failed: " + e);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private void request() {
        var now = unanswered;
        if (now == null) {
            now = ask();
            load.reasons.add(now.key());
            unanswered = now;
        }
        var answer = post("/api/v1/environments", tokens.requester(), now.key(), now.body());
        if (answer.status() == 201) {
            accept(now, answer.json());
            unanswered = null;
        } else if (isWrong(answer)) {
            load.wrong.add("request " + now.key() + " got " + answer);
            unanswered = null;
        }
    }

    private Asked ask() {
        var key = new UUID(random.nextLong(), random.nextLong()).toString();
        var values = new LinkedHashMap<String, Object>();
        values.put("count", 1 + random.nextInt(4));
        values.put("millis", random.nextInt(80));
        values.put("plan_millis", random.nextInt(80));
        values.put("chatter", random.nextInt(8));
        values.put("inline", random.nextInt(100) < inline);
        var body =
                Map.of(
                        "template",
                        random.nextInt(5) == 0 ? "recorder-two" : "recorder",
                        "team",
                        "shop",
                        "tier",
                        "dev",
                        "name",
                        "l-" + key.substring(0, 18),
                        "values",
                        values,
                        "reason",
                        key);
        return new Asked(key, JSON.writeValueAsString(body), JSON.writeValueAsString(values));
    }

    private void accept(Asked now, JsonNode queued) {
        var run = queued.get("run");
        var id = UUID.fromString(run.get("id").asString());
        var environment = UUID.fromString(queued.get("environment").get("id").asString());
        load.accepted.add(new Accepted(id, environment, run.get("number").asInt(), now.values()));
        asked.add(now);
        open.put(id, "QUEUED");
    }

    private void look(UUID run) {
        var answer = get("/api/v1/runs/" + run, tokens.approver());
        if (answer.status() == 200) {
            var status = answer.json().get("status").asString();
            open.put(run, status);
            if (REST.contains(status)) {
                open.remove(run);
            } else if (status.equals("AWAITING_APPROVAL")) {
                approve(run, answer.json().get("plan").get("digest").asString());
            }
        } else if (isWrong(answer)) {
            load.wrong.add("run " + run + " got " + answer);
            open.remove(run);
        }
    }

    /** 409: it was decided, by a request whose answer was lost, or the run has moved on. */
    private void approve(UUID run, String digest) {
        var body = JSON.writeValueAsString(Map.of("decision", "approve", "planDigest", digest));
        var answer = post("/api/v1/runs/" + run + "/approval", tokens.approver(), null, body);
        if (answer.status() == 200) {
            load.decided.add(new Decided(run, digest));
        } else if (answer.status() != 409 && isWrong(answer)) {
            load.wrong.add("approval of " + run + " got " + answer);
        }
    }

    /** At the end every key is sent once more: the answer must be the one that was given. */
    void repeatAll() {
        for (var now : asked) {
            var answer = post("/api/v1/environments", tokens.requester(), now.key(), now.body());
            if (answer.status() != 201 || isUnknown(answer.json())) {
                load.wrong.add("the repetition of " + now.key() + " got " + answer);
            }
        }
    }

    private boolean isUnknown(JsonNode queued) {
        var run = UUID.fromString(queued.get("run").get("id").asString());
        return load.accepted.stream().noneMatch(told -> told.run().equals(run));
    }

    private static boolean isWrong(Answer answer) {
        return answer.status() != 0 && answer.status() != 503
                || answer.body().contains("\tat ")
                || answer.body().contains("Exception");
    }

    private Answer get(String path, String token) {
        return send(builder(path, token).GET());
    }

    private Answer post(String path, String token, @Nullable String key, String body) {
        var request =
                builder(path, token)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body));
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return send(request);
    }

    private HttpRequest.Builder builder(String path, String token) {
        return HttpRequest.newBuilder(URI.create(load.address() + path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", token);
    }

    /** Status 0 when nothing came back. */
    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            load.answered(String.valueOf(answer.statusCode()));
            if (answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isEmpty()) {
                load.wrong.add("503 without Retry-After: " + answer.body());
            }
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException e) {
            load.answered("none");
            LockSupport.parkNanos(50_000_000);
            return new Answer(0, "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(0, "");
        }
    }
}
