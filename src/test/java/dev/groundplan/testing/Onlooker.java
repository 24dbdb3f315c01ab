package dev.groundplan.testing;

import dev.groundplan.Browser;
import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.TokenScope;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.function.UnaryOperator;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Looks at pages and the API as the owner of the team, who sees all runs of the recorder. */
@Lazy
@Component
public class Onlooker implements UnaryOperator<String> {
    private static final String WHO = "owner";
    private final int port;
    private final String bearer;
    private final Browser browser;

    Onlooker(TestPortal portal, ApiTokens tokens, Environment settings) {
        this.port = settings.getRequiredProperty("local.server.port", Integer.class);
        this.bearer = bearer(portal, tokens);
        this.browser = Browser.signedIn(port, WHO);
    }

    private static String bearer(TestPortal portal, ApiTokens tokens) {
        var until = Instant.now().plus(Duration.ofDays(1));
        var scopes = EnumSet.allOf(TokenScope.class);
        return "Bearer " + tokens.create(portal.viewer(WHO), "Onlooker", scopes, until).secret();
    }

    /** The body of a page or of an answer. */
    @Override
    public String apply(String path) {
        return path.startsWith("/api/")
                ? new Browser(port).get(path, "Accept", "*/*", "Authorization", bearer).body()
                : browser.get(path).body();
    }

    /** Sends JSON to any node of the same portal. */
    public Browser.Answer post(int node, String path, String body, String... headers) {
        var all = new java.util.ArrayList<>(java.util.List.of("Authorization", bearer));
        all.addAll(java.util.List.of(headers));
        return new Browser(node)
                .send("POST", path, "application/json", body, all.toArray(String[]::new));
    }

    public int port() {
        return port;
    }
}
