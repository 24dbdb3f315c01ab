package dev.groundplan.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundplan.Browser;
import dev.groundplan.Browser.Answer;
import dev.groundplan.GroundplanTest;
import dev.groundplan.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@GroundplanTest
class ApiTokensTests {
    private static final Duration MONTH = Duration.ofDays(30);

    @LocalServerPort int port;
    @Autowired People people;
    @Autowired Teams teams;
    @Autowired ApiTokens tokens;
    @Autowired JdbcClient jdbc;
    @Autowired SettableClock clock;
    @Autowired JsonMapper json;

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void givesATokenOnceForUsernameAndPassword() {
        Person person = person(Rights.NONE);
        String request =
                "{\"name\": \"CI\", \"scopes\": [\"read\", \"request\"], \"expiresAt\": \""
                        + in(MONTH)
                        + "\"}";

        Answer answer = exchange(person, person.username(), request);

        assertThat(answer.status()).isEqualTo(201);
        JsonNode created = json.readTree(answer.body());
        assertThat(created.get("token").asString()).matches("gp_[A-Za-z0-9_-]{43}");
        assertThat(created.get("scopes").toString()).isEqualTo("[\"read\",\"request\"]");
        Answer list = withToken("GET", "/api/v1/tokens", created.get("token").asString());
        assertThat(list.body())
                .contains("\"name\":\"CI\"")
                .doesNotContain(created.get("token").asString());
    }

    @Test
    void keepsNothingFromWhichTheTokenCouldBeRead() {
        NewToken created = token(person(Rights.NONE), Set.of(TokenScope.READ));

        String rows = String.join("\n", jdbc.sql("script").query(String.class).list());

        assertThat(rows).contains(created.token().prefix()).doesNotContain(created.secret());
        assertThat(created.toString()).doesNotContain(created.secret());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"name\": \"\", \"scopes\": [\"read\"], \"expiresAt\": \"2026-01-01T00:00:00Z\"}",
                "{\"name\": \"CI\", \"scopes\": [\"root\"], \"expiresAt\": \"2999-01-01T00:00:00Z\"}",
                "{\"name\": \"CI\", \"scopes\": [], \"expiresAt\": \"2999-01-01T00:00:00Z\"}",
                "{}"
            })
    void refusesWhatCanNotBeATokenWithAProblemDocument(String request) {
        Person person = person(Rights.NONE);

        Answer answer = exchange(person, person.username(), request);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("content-type")).startsWith("application/problem+json");
        assertThat(json.readTree(answer.body()).get("errors").isEmpty()).isFalse();
    }

    @Test
    void refusesALifeOfMoreThanNinetyDays() {
        Viewer owner = viewer(person(Rights.NONE));

        assertThatThrownBy(
                        () ->
                                tokens.create(
                                        owner,
                                        "CI",
                                        Set.of(TokenScope.READ),
                                        in(Duration.ofDays(90).plusMinutes(1))))
                .isInstanceOfSatisfying(
                        InvalidFieldsException.class,
                        refused -> assertThat(refused.problems()).containsOnlyKeys("expiresAt"));
        assertThat(
                        tokens.create(
                                owner,
                                "CI",
                                Set.of(TokenScope.READ),
                                in(Duration.ofDays(90).minusMinutes(1))))
                .isNotNull();
    }

    @Test
    void refusesAWrongPasswordAndAnswersTooManyAttemptsWithTheWait() {
        Person person = person(Rights.NONE);
        for (int i = 0; i < 5; i++) {
            assertThat(exchange(person, "wrong", "{}").status()).isEqualTo(401);
        }

        Answer refused = exchange(person, person.username(), "{}");

        jdbc.sql("delete from login_failure").update();
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("retry-after")).matches("[12]");
        assertThat(json.readTree(refused.body()).get("detail").asString())
                .startsWith("Too many failed logins.");
    }

    @Test
    void givesNoTokenForATokenNorForAOneTimePassword() {
        Person person = person(Rights.NONE);
        NewToken every = token(person, Set.of(TokenScope.values()));
        jdbc.sql("update person set must_change_password = true where id = :id")
                .param("id", person.id().value())
                .update();

        assertThat(withToken("POST", "/api/v1/tokens", every.secret()).status()).isEqualTo(401);
        Answer answer = exchange(person, person.username(), "{}");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.body()).contains("replace your one-time password");
    }

    @Test
    void takesUsernameAndPasswordForNothingElse() {
        Person person = person(Rights.NONE);

        assertThat(
                        new Browser(port)
                                .get(
                                        "/api/v1/tokens",
                                        "Accept",
                                        "*/*",
                                        "Authorization",
                                        basic(person, person.username()))
                                .status())
                .isEqualTo(401);
    }

    @Test
    void stopsARevokedTokenAtTheNextRequest() {
        Person person = person(Rights.NONE);
        NewToken token = token(person, Set.of(TokenScope.READ));
        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(200);

        tokens.revoke(token.token().id(), person.id(), viewer(person));

        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(401);
    }

    @Test
    void stopsATokenAtItsEndAndWhenItsOwnerIsDisabled() {
        Person admin = person(new Rights(true, false));
        Person person = person(Rights.NONE);
        NewToken token = token(person, Set.of(TokenScope.READ));
        clock.advance(MONTH.plusMinutes(1));
        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(401);
        clock.reset();
        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(200);

        people.disable(person.id(), viewer(admin));
        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(401);
        people.enable(person.id(), viewer(admin));
        assertThat(withToken("GET", "/api/v1/tokens", token.secret()).status()).isEqualTo(401);
    }

    @Test
    void revokesOnlyOnesOwn() {
        Person person = person(Rights.NONE);
        NewToken mine = token(person, Set.of(TokenScope.READ, TokenScope.REQUEST));
        NewToken foreign = token(person(Rights.NONE), Set.of(TokenScope.READ));

        Answer refused =
                withToken("DELETE", "/api/v1/tokens/" + foreign.token().id(), mine.secret());
        Answer unknown = withToken("DELETE", "/api/v1/tokens/" + UUID.randomUUID(), mine.secret());

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body().replaceAll("[0-9a-f-]{36}", ""))
                .isEqualTo(unknown.body().replaceAll("[0-9a-f-]{36}", ""));
        assertThat(withToken("GET", "/api/v1/tokens", foreign.secret()).status()).isEqualTo(200);
    }

    @Test
    void notesTheLastUseOnceAMinuteAtMost() {
        NewToken token = token(person(Rights.NONE), Set.of(TokenScope.READ));
        tokens.use(token.secret());
        Instant first = lastUse(token);
        clock.advance(Duration.ofSeconds(30));
        tokens.use(token.secret());
        assertThat(lastUse(token)).isEqualTo(first);

        clock.advance(Duration.ofSeconds(31));
        tokens.use(token.secret());
        assertThat(lastUse(token)).isAfter(first);
    }

    @Test
    void narrowsAnOwnerToWhatTheTokenAllows() {
        Person person = person(new Rights(true, false));
        Team team = teams.create("t" + UUID.randomUUID().toString().substring(0, 8), "Team", null);
        teams.setMemberAtStart(team, person, Role.OWNER);
        CurrentPerson owner = people.current(person.id()).orElseThrow();

        Viewer reads = owner.narrowedTo(Set.of(TokenScope.READ)).viewer();
        assertThat(reads.roles()).containsEntry(team.id(), Role.VIEWER);
        assertThat(reads.admin()).isFalse();
        assertThat(reads.seesAll()).isTrue();
        assertThat(owner.narrowedTo(Set.of(TokenScope.REQUEST)).viewer().mayApprove(team.id()))
                .isFalse();
        assertThat(owner.narrowedTo(Set.of(TokenScope.APPROVE)).viewer().mayRequest(team.id()))
                .isFalse();
        assertThat(
                        owner.narrowedTo(Set.of(TokenScope.REQUEST, TokenScope.APPROVE))
                                .viewer()
                                .owns(team.id()))
                .isFalse();
        Viewer all = owner.narrowedTo(Set.of(TokenScope.values())).viewer();
        assertThat(all.roles()).isEqualTo(owner.viewer().roles());
        assertThat(all.admin()).isTrue();
    }

    private Instant lastUse(NewToken token) {
        return tokens.of(token.token().owner()).get(0).lastUsedAt();
    }

    private Answer exchange(Person person, String password, String request) {
        return new Browser(port)
                .send(
                        "POST",
                        "/api/v1/tokens",
                        "application/json",
                        request,
                        "Authorization",
                        basic(person, password));
    }

    private Answer withToken(String method, String path, String secret) {
        return new Browser(port)
                .send(method, path, "application/json", "", "Authorization", "Bearer " + secret);
    }

    private static String basic(Person person, String password) {
        byte[] pair = (person.username() + ":" + password).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair);
    }

    private NewToken token(Person owner, Set<TokenScope> scopes) {
        return tokens.create(viewer(owner), "CI", scopes, in(MONTH));
    }

    private Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    private Viewer viewer(Person person) {
        return people.current(person.id()).orElseThrow().viewer();
    }

    private Person person(Rights rights) {
        String username = "token-" + UUID.randomUUID();
        return people.createAtStart(username, "Somebody", rights, username, false);
    }
}
