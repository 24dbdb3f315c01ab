package dev.groundplan.node;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;

/** A process without pages starts without what Spring Boot brings for them. */
class WebAutoConfigurations implements AutoConfigurationImportFilter, EnvironmentAware {
    private static final List<String> FOR_PAGES =
            List.of(
                    "org.springframework.boot.security.",
                    "org.springframework.boot.session.",
                    "org.springframework.boot.thymeleaf.",
                    "org.springdoc.");

    private boolean web = true;

    @Override
    public void setEnvironment(Environment environment) {
        web = Roles.of(environment).web();
    }

    @Override
    public boolean[] match(@Nullable String[] names, AutoConfigurationMetadata metadata) {
        var kept = new boolean[names.length];
        for (int i = 0; i < names.length; i++) {
            kept[i] = web || !isForPages(names[i]);
        }
        return kept;
    }

    private static boolean isForPages(@Nullable String name) {
        return name != null && FOR_PAGES.stream().anyMatch(name::startsWith);
    }
}
