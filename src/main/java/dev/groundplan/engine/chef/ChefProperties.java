package dev.groundplan.engine.chef;

import dev.groundplan.engine.process.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What recipes may use and reach.
 *
 * @param network of checking and applying
 * @param local whether a recipe may configure the worker itself, inside of its sandbox
 * @param acceptLicense whether the admin accepts the licence of Chef Infra Client; Cinc Client
 *     needs none
 */
@ConfigurationProperties("groundplan.chef")
record ChefProperties(
        @DefaultValue("none") Network network,
        @DefaultValue("false") boolean local,
        @DefaultValue("false") boolean acceptLicense) {}
