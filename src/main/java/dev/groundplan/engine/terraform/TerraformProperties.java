package dev.groundplan.engine.terraform;

import dev.groundplan.engine.process.Network;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where providers come from and what they may reach.
 *
 * @param mirror a folder that an admin fills (terraform providers mirror); null when there is none
 * @param direct whether providers and modules may be fetched from their registries as well
 * @param network of planning and applying; egress lets every template reach what this machine can
 *     reach, the portal itself included
 */
@ConfigurationProperties("groundplan.terraform")
record TerraformProperties(
        @Nullable Path mirror,
        @DefaultValue("false") boolean direct,
        @DefaultValue("none") Network network) {}
