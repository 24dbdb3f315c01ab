package dev.groundplan.node;

import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Makes the roles known to the beans, and leaves out what a process without pages does not need.
 */
class RoleInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var roles = Roles.of(context.getEnvironment());
        context.getBeanFactory().registerSingleton("roles", roles);
        if (!roles.web()) {
            context.getBeanFactory().registerSingleton("pagesFilter", new PagesLeftOut());
        }
    }
}
