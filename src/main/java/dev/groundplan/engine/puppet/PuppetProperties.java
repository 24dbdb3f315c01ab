package dev.groundplan.engine.puppet;

import dev.groundplan.engine.process.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What Puppet may configure and reach.
 *
 * @param network of checking and applying
 * @param local whether a step may configure the worker itself, inside of its sandbox
 */
@ConfigurationProperties("groundplan.puppet")
record PuppetProperties(
        @DefaultValue("none") Network network, @DefaultValue("false") boolean local) {}
