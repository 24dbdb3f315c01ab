package dev.groundplan.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.groundplan.Groundplan;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

class ConfigurationDocTests {
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `(groundplan\\.[^`]+)` \\| ([^|]*) \\| ([^|]+) \\|$");
    private static final Pattern VALUE =
            Pattern.compile("\\$\\{(groundplan\\.[a-z.-]+)(?::([^}\"]*))?}");

    @Test
    void listsEverySettingThatThereIs() {
        assertThat(documented().keySet()).isEqualTo(declared().keySet());
    }

    @Test
    void givesTheDefaultsOfTheCode() {
        var documented = documented();

        assertThat(declared())
                .allSatisfy(
                        (name, defaultValue) -> {
                            if (!defaultValue.isEmpty()) {
                                assertThat(documented.get(name))
                                        .as(name)
                                        .isEqualTo("`" + defaultValue + "`");
                            }
                        });
    }

    /** Defaults by name. */
    private static Map<String, String> documented() {
        var rows = new TreeMap<String, String>();
        ROW.matcher(SourceFiles.text(Path.of("docs/configuration.md")))
                .results()
                .forEach(row -> rows.put(row.group(1), row.group(2)));
        return rows;
    }

    /** Defaults by name; empty where the code gives none. */
    private static Map<String, String> declared() {
        var all = new TreeMap<String, String>();
        new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .importPackagesOf(Groundplan.class)
                        .stream()
                        .filter(type -> type.isAnnotatedWith(ConfigurationProperties.class))
                        .map(JavaClass::reflect)
                        .forEach(type -> addComponents(type, all));
        SourceFiles.below(SourceFiles.JAVA, ".java").stream()
                .flatMap(file -> VALUE.matcher(SourceFiles.text(file)).results())
                .forEach(
                        use ->
                                all.merge(
                                        use.group(1),
                                        text(use.group(2)),
                                        ConfigurationDocTests::known));
        return all;
    }

    private static void addComponents(Class<?> type, Map<String, String> all) {
        var prefix = type.getAnnotation(ConfigurationProperties.class).value();
        assertThat(type.isRecord()).as("%s is a record", type).isTrue();
        for (var component : type.getRecordComponents()) {
            all.merge(
                    prefix + "." + name(component),
                    defaultOf(component),
                    ConfigurationDocTests::known);
        }
    }

    private static String name(RecordComponent component) {
        var words = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return Map.class.isAssignableFrom(component.getType()) ? words + ".<name>" : words;
    }

    private static String defaultOf(RecordComponent component) {
        var constructor = component.getDeclaringRecord().getDeclaredConstructors()[0];
        return Arrays.stream(constructor.getParameters())
                .filter(parameter -> parameter.getName().equals(component.getName()))
                .flatMap(
                        parameter -> Stream.ofNullable(parameter.getAnnotation(DefaultValue.class)))
                .flatMap(value -> Arrays.stream(value.value()))
                .findFirst()
                .orElse("");
    }

    private static String text(String defaultValue) {
        return defaultValue == null ? "" : defaultValue;
    }

    private static String known(String one, String other) {
        return one.isEmpty() ? other : one;
    }
}
