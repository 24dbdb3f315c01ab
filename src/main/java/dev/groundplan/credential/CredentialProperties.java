package dev.groundplan.credential;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings {@code groundplan.credentials.*}.
 *
 * @param variables names of environment variables in which templates may ask for a credential
 */
@ConfigurationProperties("groundplan.credentials")
record CredentialProperties(@DefaultValue Set<String> variables) {}
