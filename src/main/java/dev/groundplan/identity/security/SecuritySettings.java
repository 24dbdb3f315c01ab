package dev.groundplan.identity.security;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings {@code groundplan.*} that concern signing in.
 *
 * @param data where the first administrator's password is written
 * @param secureCookies false only where the portal is reached by plain http on this machine
 */
@ConfigurationProperties("groundplan")
record SecuritySettings(Path data, @DefaultValue("true") boolean secureCookies) {}
