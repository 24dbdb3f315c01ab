package dev.groundplan.identity.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** The only cookie. Its prefix makes browsers refuse it from other hosts and over plain http. */
@Configuration(proxyBeanMethods = false)
class SessionCookie {
    @Bean
    CookieSerializer cookieSerializer(SecuritySettings settings) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(settings.secureCookies() ? "__Host-groundplan" : "groundplan");
        cookie.setUseSecureCookie(settings.secureCookies());
        cookie.setUseHttpOnlyCookie(true);
        cookie.setSameSite("Lax");
        cookie.setCookiePath("/");
        return cookie;
    }
}
