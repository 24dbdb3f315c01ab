package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.environment.EnvironmentId;
import dev.groundplan.environment.Environments;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@ApiTest
class ApiChangeTests {
    @Autowired ApiClients clients;
    @Autowired Environments environments;
    @Autowired JdbcClient jdbc;
    private ApiClient developer;

    @BeforeEach
    void signIn() {
        developer = clients.of("developer");
    }

    @Test
    void givesTheSameAnswerToTheSameRequestWithTheSameKey() {
        var request = ApiClient.request(name(), "{\"title\": \"1\"}");
        var first = developer.post("/environments", request, "Idempotency-Key", "a b").expect(201);
        developer.waitFor(first.at("/run/id"), "AWAITING_APPROVAL");

        var again = developer.post("/environments", request, "Idempotency-Key", "a b").expect(201);

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void refusesAnotherRequestWithTheSameKey() {
        var key = UUID.randomUUID().toString();
        developer
                .post(
                        "/environments",
                        ApiClient.request(name(), "{\"title\": \"1\"}"),
                        "Idempotency-Key",
                        key)
                .expect(201);

        var other =
                developer
                        .post(
                                "/environments",
                                ApiClient.request(name(), "{\"title\": \"1\"}"),
                                "Idempotency-Key",
                                key)
                        .expect(422);

        assertThat(other.at("/detail")).contains("Idempotency-Key");
    }

    @Test
    void keepsTheKeyOfARequestThatWasRefusedFree() {
        var key = UUID.randomUUID().toString();
        var name = name();
        developer
                .post("/environments", ApiClient.request(name, "{}"), "Idempotency-Key", key)
                .expect(422);

        developer
                .post(
                        "/environments",
                        ApiClient.request(name, "{\"title\": \"1\"}"),
                        "Idempotency-Key",
                        key)
                .expect(201);
    }

    @Test
    void keepsTheKeysOfPeopleApart() {
        var key = UUID.randomUUID().toString();
        var request = ApiClient.request(name(), "{\"title\": \"1\"}");
        developer.post("/environments", request, "Idempotency-Key", key).expect(201);

        clients.of("owner").post("/environments", request, "Idempotency-Key", key).expect(409);
    }

    @Test
    void makesOneEnvironmentOfTwentyRequestsAtOnce() throws Exception {
        var name = name();
        var request = ApiClient.request(name, "{\"title\": \"1\"}");
        var key = UUID.randomUUID().toString();
        Callable<ApiClient.Answer> send =
                () -> developer.post("/environments", request, "Idempotency-Key", key);
        var pool = Executors.newFixedThreadPool(20);
        try {
            var bodies =
                    pool.invokeAll(IntStream.range(0, 20).mapToObj(i -> send).toList()).stream()
                            .map(ApiChangeTests::answer)
                            .map(answer -> answer.expect(201).body())
                            .distinct();

            assertThat(bodies).hasSize(1);
        } finally {
            pool.shutdown();
        }
        assertThat(count("environment where name = :name", name)).isEqualTo(1);
    }

    private static ApiClient.Answer answer(java.util.concurrent.Future<ApiClient.Answer> sent) {
        try {
            return sent.get();
        } catch (InterruptedException | java.util.concurrent.ExecutionException failure) {
            throw new AssertionError(failure);
        }
    }

    private int count(String what, String name) {
        return jdbc.sql("select count(*) from " + what)
                .param("name", name)
                .query(Integer.class)
                .single();
    }

    @Test
    void keepsSecretsThatAreAbsentAndRemovesThoseThatAreNull() {
        var created =
                developer
                        .post(
                                "/environments",
                                ApiClient.request(
                                        name(),
                                        "{\"title\": \"1\", \"password\": \"first-one-1\"}"))
                        .expect(201);
        var id = created.at("/environment/id");
        applied(created.at("/run/id"));
        assertThat(password(id)).isEqualTo("first-one-1");

        applied(patched(id, "{\"values\": {\"title\": \"2\"}}"));
        assertThat(password(id)).isEqualTo("first-one-1");

        applied(patched(id, "{\"values\": {\"title\": \"3\", \"password\": \"second-one-2\"}}"));
        assertThat(password(id)).isEqualTo("second-one-2");

        applied(patched(id, "{\"values\": {\"title\": \"4\", \"password\": null}}"));
        assertThat(password(id)).isEmpty();
        assertThat(developer.get("/environments/" + id).json().at("/secrets")).isEmpty();
    }

    private String password(String id) {
        var environment = environments.get(new EnvironmentId(UUID.fromString(id)));
        var revealed = environments.reveal(environments.current(environment));
        return revealed.values().path("password").asString("");
    }

    private String patched(String id, String patch) {
        return developer.patch("/environments/" + id, patch).expect(202).at("/run/id");
    }

    private void applied(String run) {
        developer.waitFor(run, "AWAITING_APPROVAL");
        clients.of("approver").decide(run, "approve", "").expect(200);
        developer.waitFor(run, "APPLIED");
    }

    @Test
    void mergesIntoTheAppliedValues() {
        var created =
                developer.requested(
                        name(), "{\"title\": \"1\", \"public\": true, \"domain\": \"a.example\"}");
        var id = created.at("/environment/id");
        clients.of("approver").decide(created.at("/run/id"), "approve", "").expect(200);
        developer.waitFor(created.at("/run/id"), "APPLIED");

        applied(patched(id, "{\"values\": {\"title\": \"2\"}}"));
        assertThat(developer.get("/environments/" + id).at("/values/domain"))
                .isEqualTo("a.example");

        applied(patched(id, "{\"values\": {\"title\": \"3\", \"public\": false}}"));
        assertThat(developer.get("/environments/" + id).json().at("/values").has("domain"))
                .isFalse();

        var fixed =
                developer
                        .patch("/environments/" + id, "{\"values\": {\"region\": \"south\"}}")
                        .expect(422);
        assertThat(fixed.at("/problems/0/pointer")).isEqualTo("/values/region");
    }

    @Test
    void refusesAChangeOfWhatTheProgramDidNotSee() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var path = "/environments/" + created.at("/environment/id");
        var patch = "{\"values\": {\"title\": \"2\"}, \"planOnly\": true}";
        assertThat(developer.get(path).header("ETag")).isEqualTo("\"0\"");
        clients.of("approver").decide(created.at("/run/id"), "approve", "").expect(200);
        developer.waitFor(created.at("/run/id"), "APPLIED");

        assertThat(developer.patch(path, patch, "If-Match", "\"0\"").expect(412).at("/detail"))
                .contains("changed since");
        developer.patch(path, patch, "If-Match", "W/\"1\"").expect(412);
        developer.patch(path, patch, "If-Match", "\"0\", \"1\"").expect(202);
        developer.patch(path, patch, "If-Match", "*").expect(202);
        var run = developer.patch(path, patch, "If-Match", "\"1\"").expect(202).at("/run/id");
        developer.waitFor(run, "PLANNED");
    }

    @Test
    void answersTheStatusAsItIsAlsoWhenTheRevisionStayed() {
        var created = developer.requested(name(), "{\"title\": \"1\"}");
        var path = "/environments/" + created.at("/environment/id");
        var tag = developer.get(path).header("ETag");

        developer.get(path, "If-None-Match", tag).expect(200);
    }

    @Test
    void offersTemplatesWithTheSchemaOfTheirValues() {
        assertThat(developer.get("/templates").expect(200).at("/0/name")).isEqualTo("site");
        var shown = developer.get("/templates/site").expect(200);
        assertThat(shown.at("/version")).isEqualTo("1.0.0");
        assertThat(shown.at("/parameters/properties/title/maxLength")).isEqualTo("60");
        assertThat(shown.at("/parameters/properties/password/writeOnly")).isEqualTo("true");
        assertThat(shown.at("/steps/0/engine")).isEqualTo("files");
        developer.get("/templates/site?version=1.0.0").expect(200);
    }

    @Test
    void pagesTheChangesOfAPlan() {
        var run = developer.requested(name(), "{\"title\": \"1\"}").at("/run/id");

        var all = developer.get("/runs/" + run + "/changes").expect(200);
        assertThat(all.json()).hasSize(1);
        assertThat(all.at("/0/position")).isEqualTo("1");
        assertThat(all.at("/0/action")).isEqualTo("CREATE");
        assertThat(developer.get("/runs/" + run + "/changes?after=1").json()).isEmpty();
        assertThat(developer.get("/runs/" + run + "/changes?part=2").json()).isEmpty();
        assertThat(developer.get("/runs/" + run + "/changes?part=1&drift=true").json()).isEmpty();
    }

    private static String name() {
        return "c" + UUID.randomUUID().toString().substring(0, 12);
    }
}
