package dev.groundplan.engine.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How children are started.
 *
 * @param data the portal's data directory, which no child ever sees
 * @param tools names or absolute paths by tool name, several versions side by side
 * @param toolsEnvironment variables for every child: proxies and certificates only
 * @param outputLimit what one child may print; of the rest only the end is kept
 */
@ConfigurationProperties("groundplan")
public record ProcessProperties(
        Path data,
        @DefaultValue("required") SandboxMode sandbox,
        @DefaultValue Map<String, List<String>> tools,
        @DefaultValue Map<String, String> toolsEnvironment,
        @DefaultValue("256MB") DataSize outputLimit) {}
