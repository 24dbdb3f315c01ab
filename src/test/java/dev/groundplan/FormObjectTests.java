package dev.groundplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.MethodParameter;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What a form can set is written down in a record: its components and nothing else. */
@GroundplanTest
class FormObjectTests {
    private static final List<String> TEMPTING =
            List.of(
                    "id",
                    "admin",
                    "auditor",
                    "disabledAt",
                    "passwordHash",
                    "version",
                    "status",
                    "teamId",
                    "approvedBy",
                    "autoApply",
                    "environmentId",
                    "class.module.classLoader.x");

    @LocalServerPort int port;
    @Autowired JdbcClient jdbc;

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    RequestMappingHandlerMapping mapping;

    @Test
    void everyObjectThatIsFilledFromARequestIsARecord() {
        List<String> open = new ArrayList<>();
        mapping.getHandlerMethods().values().stream()
                .filter(method -> method.getBeanType().getName().startsWith("dev.groundplan"))
                .forEach(method -> open.addAll(beansOf(method)));

        assertThat(open).isEmpty();
    }

    private static List<String> beansOf(HandlerMethod method) {
        List<String> beans = new ArrayList<>();
        for (MethodParameter parameter : method.getMethodParameters()) {
            Class<?> type = parameter.getParameterType();
            boolean ours = type.getName().startsWith("dev.groundplan") && !type.isEnum();
            boolean looseBody =
                    parameter.hasParameterAnnotation(RequestBody.class)
                            && Map.class.isAssignableFrom(type);
            if (looseBody || (ours && !type.isRecord() && !BeanUtils.isSimpleProperty(type))) {
                beans.add(method + ": " + type);
            }
        }
        return beans;
    }

    @Test
    void hundredsOfExtraFieldsChangeNothingElse() {
        Browser developer = Browser.signedIn(port, "developer2");
        Map<String, String> fields =
                IntStream.range(0, 500)
                        .boxed()
                        .collect(Collectors.toMap(i -> "extra" + i, i -> "true"));
        TEMPTING.forEach(name -> fields.put(name, "true"));
        fields.put("name", "Devi Developer");
        fields.put("email", "");
        String before = row();

        assertThat(developer.post("/account", fields).location()).isEqualTo("/account");

        assertThat(row()).isEqualTo(before);
    }

    private String row() {
        return jdbc
                .sql("select * from person where username = 'developer2'")
                .query()
                .listOfRows()
                .stream()
                .map(
                        row ->
                                row.entrySet().stream()
                                        .filter(e -> !e.getKey().equals("version"))
                                        .toList()
                                        .toString())
                .collect(Collectors.joining());
    }
}
