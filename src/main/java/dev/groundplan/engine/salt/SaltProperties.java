package dev.groundplan.engine.salt;

import dev.groundplan.engine.process.Network;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What states may use and reach.
 *
 * @param network of testing and applying
 * @param local whether states may configure the worker itself, inside of its sandbox
 */
@ConfigurationProperties("groundplan.salt")
record SaltProperties(
        @DefaultValue("none") Network network, @DefaultValue("false") boolean local) {}
