package dev.groundplan.run.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the API reads bodies and describes itself. */
@Configuration(proxyBeanMethods = false)
class ApiConfiguration implements WebMvcConfigurer {
    static {
        SpringDocUtils.getConfig()
                .replaceWithClass(ObjectNode.class, Map.class)
                .replaceWithClass(JsonNode.class, Object.class);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new StrictJson());
    }

    /** Such as {@code environment.update}: generators make method names of them. */
    @Bean
    OperationCustomizer operationIds() {
        return (operation, method) -> {
            var type = method.getBeanType().getSimpleName();
            var noun = type.replaceAll("^Api|Controller$", "");
            var name = Character.toLowerCase(noun.charAt(0)) + noun.substring(1);
            return operation.operationId(name + "." + method.getMethod().getName());
        };
    }

    /** What no annotation can say: errors look the same everywhere, and values are objects. */
    @Bean
    OpenApiCustomizer errorsAndObjects() {
        return api -> {
            var problem =
                    new ApiResponse()
                            .description("What is wrong, where, and what to do (RFC 9457).")
                            .content(
                                    new Content()
                                            .addMediaType(
                                                    "application/problem+json",
                                                    new MediaType()
                                                            .schema(
                                                                    new ObjectSchema()
                                                                            .$ref(
                                                                                    "ProblemDetail"))));
            api.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(
                            operation ->
                                    operation.getResponses().addApiResponse("default", problem));
            api.getComponents().addSchemas("ProblemDetail", problemDetail());
            api.getComponents().getSchemas().values().forEach(ApiConfiguration::objects);
        };
    }

    private static Schema<?> problemDetail() {
        var problem = new ObjectSchema();
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema().description("A sentence for people."));
        problem.addProperty("instance", new StringSchema());
        var one = new ObjectSchema();
        one.addProperty("pointer", new StringSchema().description("JSON Pointer into the body."));
        one.addProperty("message", new StringSchema());
        problem.addProperty("problems", new ArraySchema().items(one));
        return problem;
    }

    private static void objects(Schema<?> schema) {
        if (schema.getProperties() != null) {
            schema.getProperties().replaceAll(ApiConfiguration::object);
        }
    }

    private static Schema<?> object(String name, Schema<?> property) {
        return name.equals("values") || name.equals("parameters")
                ? new ObjectSchema()
                        .additionalProperties(true)
                        .description(property.getDescription())
                : property;
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Groundplan API")
                                .version("v1")
                                .description(
                                        "Request environments, review plans, decide, follow runs."
                                                + " Errors are problem documents (RFC 9457). Lists"
                                                + " are arrays; a further page is in the header Link."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "token",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description("An API token: gp_…"))
                                .addSecuritySchemes(
                                        "password",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("basic")
                                                .description("To get a token.")))
                .addSecurityItem(new SecurityRequirement().addList("token"));
    }
}
