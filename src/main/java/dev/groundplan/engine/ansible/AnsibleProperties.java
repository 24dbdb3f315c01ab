package dev.groundplan.engine.ansible;

import dev.groundplan.engine.process.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What playbooks may use and reach.
 *
 * @param collections a folder of installed collections for every template; null when there is none
 * @param network of checking and applying; egress is needed to reach hosts
 * @param local whether a playbook may configure the worker itself, inside of its sandbox
 */
@ConfigurationProperties("groundplan.ansible")
record AnsibleProperties(
        @Nullable Path collections,
        @DefaultValue("none") Network network,
        @DefaultValue("false") boolean local) {}
