package dev.groundplan.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundplan.engine.Availability;
import dev.groundplan.engine.Engine;
import dev.groundplan.engine.Engines;
import dev.groundplan.engine.ansible.AnsibleEngine;
import dev.groundplan.engine.chef.ChefEngine;
import dev.groundplan.engine.process.ProcessProperties;
import dev.groundplan.engine.puppet.PuppetEngine;
import dev.groundplan.engine.salt.SaltEngine;
import dev.groundplan.engine.terraform.hcl.ModuleReader;
import dev.groundplan.form.FormDefinitions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The catalog that comes with the portal, read by the real readers of its sources. */
class DemoCatalogTests {
    @TempDir Path data;
    private CatalogPortal portal;
    private ImportReport report;

    @BeforeEach
    void importIt() {
        portal = CatalogPortal.open(data, engines(), Path.of("templates-catalog"));
        report = portal.imports().run();
    }

    @AfterEach
    void close() {
        portal.close();
    }

    @Test
    void holdsNoBrokenTemplateAndNoWarning() {
        assertThat(report.entries())
                .hasSize(9)
                .allSatisfy(
                        entry -> {
                            assertThat(entry.result())
                                    .as("%s: %s", entry.name(), entry.problems())
                                    .isEqualTo(ImportReport.Result.IMPORTED);
                            assertThat(entry.problems()).isEmpty();
                        });
    }

    @ParameterizedTest
    @CsvSource({
        "team-page, title, true",
        "team-page, members, false",
        "service-catalog-site, services, false",
        "service-catalog-site, generate, false",
        "rolling-restart, service, true",
        "practice-database, password, true",
        "practice-database, engine, false",
        "firewall-rules, rules, true",
        "web-site, headline, true",
        "web-site, servers, false",
        "chef-web, headline, true",
        "chef-web, port, false",
        "app-settings, token, true",
        "app-settings, level, false",
        "motd-service, message, true",
        "motd-service, port, false"
    })
    void asksWhatItsSourcesNeed(String template, String parameter, boolean required) {
        var form = portal.catalog().current(template).orElseThrow().descriptor().form();

        assertThat(form.schema().path("properties").has(parameter)).isTrue();
        assertThat(form.schema().path("required").valueStream().map(JsonNode::asString))
                .satisfies(names -> assertThat(names.contains(parameter)).isEqualTo(required));
        assertThat(form.schema().path("properties").has("folder")).isFalse();
        assertThat(FormDefinitions.problem(form)).isEmpty();
    }

    @Test
    void explainsItselfAndHasAWayToTheResult() {
        for (var item : portal.catalog().search(CatalogQuery.EVERYTHING)) {
            var details = portal.catalog().details(item.name()).orElseThrow();
            assertThat(details.readme())
                    .as(item.name())
                    .contains("## What it makes", "## Parameters", "## Try this");
            assertThat(portal.catalog().current(item.name()).orElseThrow().descriptor().outputs())
                    .as(item.name())
                    .anySatisfy(
                            output ->
                                    assertThat(output.as())
                                            .isEqualTo(Descriptor.OutputSpec.As.LINK));
        }
    }

    private Engines engines() {
        var terraform =
                new DeclaringEngine(
                        "terraform",
                        Availability.of("1.11.4", null),
                        (root, step) -> new ModuleReader().read(root.resolve(step.source()), root));
        try (var context = new AnnotationConfigApplicationContext()) {
            var settings = Map.<String, Object>of("groundplan.data", data.toString());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", settings));
            context.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
            context.register(Properties.class);
            context.scan(
                    "dev.groundplan.engine.files",
                    "dev.groundplan.engine.ansible",
                    "dev.groundplan.engine.chef",
                    "dev.groundplan.engine.salt",
                    "dev.groundplan.engine.puppet",
                    "dev.groundplan.engine.process");
            context.refresh();
            return DeclaringEngine.engines(
                    context.getBean("filesEngine", Engine.class),
                    context.getBean(AnsibleEngine.class),
                    context.getBean(ChefEngine.class),
                    context.getBean(SaltEngine.class),
                    context.getBean(PuppetEngine.class),
                    terraform);
        }
    }

    @EnableConfigurationProperties(ProcessProperties.class)
    static class Properties {}
}
