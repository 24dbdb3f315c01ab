package dev.groundplan.run.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

@ApiTest
class ApiDescriptionTests {
    @Autowired ApiClients clients;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping routes;

    @Test
    void describesEveryRouteOfTheApi() {
        var described = clients.of("developer").get("/api/openapi").expect(200).json();
        var silent = new ArrayList<String>();
        for (var route : routes.getHandlerMethods().keySet()) {
            for (var path : route.getPatternValues()) {
                for (var method : route.getMethodsCondition().getMethods()) {
                    var operation =
                            described
                                    .path("paths")
                                    .path(path)
                                    .path(method.name().toLowerCase(Locale.ROOT));
                    if (path.startsWith("/api/v1")
                            && (operation.path("summary").asString("").isBlank()
                                    || operation.path("description").asString("").isBlank())) {
                        silent.add(method + " " + path);
                    }
                }
            }
        }

        assertThat(silent).isEmpty();
        assertThat(described.path("paths").size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void describesBodiesAsTheyAre() {
        var described = clients.of("developer").get("/api/openapi").json();
        var schemas = described.at("/components/schemas");

        assertThat(schemas.at("/EnvironmentRequest/properties/values/type").asString())
                .isEqualTo("object");
        assertThat(schemas.at("/EnvironmentRequest/required")).hasSize(4);
        assertThat(schemas.at("/RunAnswer/properties/status/enum")).isNotEmpty();
        assertThat(schemas.at("/ChangeAnswer/properties/action/enum")).isNotEmpty();
        assertThat(schemas.at("/DecisionRequest/properties/decision/enum")).hasSize(2);
        assertThat(
                        described
                                .at("/paths/~1api~1v1~1runs/get/responses/default/content")
                                .propertyNames())
                .containsExactly("application/problem+json");
        assertThat(schemas.propertyNames()).doesNotContain("Viewer", "JsonNode", "ObjectNode");
    }
}
