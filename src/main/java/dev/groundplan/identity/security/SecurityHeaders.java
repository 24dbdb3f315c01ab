package dev.groundplan.identity.security;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The headers of every answer. Pages bring no script or style of their own, so nothing inline is
 * allowed.
 */
final class SecurityHeaders {
    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'; img-src 'self' data:";
    private static final String PERMISSIONS_POLICY =
            "camera=(), geolocation=(), microphone=(), payment=(), usb=(), clipboard-write=(self)";

    private SecurityHeaders() {}

    static void apply(HeadersConfigurer<HttpSecurity> headers) {
        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY));
        headers.frameOptions(HeadersConfigurer.FrameOptionsConfig::deny);
        headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN));
        headers.permissionsPolicyHeader(policy -> policy.policy(PERMISSIONS_POLICY));
        headers.crossOriginOpenerPolicy(
                policy -> policy.policy(CrossOriginOpenerPolicy.SAME_ORIGIN));
        headers.crossOriginResourcePolicy(
                policy -> policy.policy(CrossOriginResourcePolicy.SAME_ORIGIN));
    }

    static void applyCacheable(HeadersConfigurer<HttpSecurity> headers) {
        apply(headers);
        headers.cacheControl(HeadersConfigurer.CacheControlConfig::disable);
    }
}
