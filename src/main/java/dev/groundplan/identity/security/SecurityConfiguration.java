package dev.groundplan.identity.security;

import static org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher.pathPattern;

import dev.groundplan.identity.ApiTokens;
import dev.groundplan.identity.People;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * Four kinds of requests: files, the exchange of a password for a token, the API, and browsers (all
 * the rest).
 */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
    private static final RequestMatcher API = pathPattern("/api/**");
    private static final RequestMatcher API_DESCRIPTION = pathPattern("/api/openapi");

    @Bean
    @Order(1)
    SecurityFilterChain files(HttpSecurity http) {
        return stateless(http)
                .securityMatchers(
                        matchers ->
                                matchers.requestMatchers(
                                        pathPattern(HttpMethod.GET, "/webjars/**"),
                                        pathPattern(HttpMethod.GET, "/css/**"),
                                        pathPattern(HttpMethod.GET, "/js/**"),
                                        pathPattern(HttpMethod.GET, "/img/**"),
                                        pathPattern(HttpMethod.GET, "/favicon.ico")))
                .headers(SecurityHeaders::applyCacheable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain tokenExchange(
            HttpSecurity http,
            PasswordLogin login,
            People people,
            Routes routes,
            ApiProblems problems) {
        ApiRefusals refusals = problems.basic();
        return stateless(http)
                .securityMatcher(pathPattern(HttpMethod.POST, "/api/v1/tokens"))
                .headers(SecurityHeaders::apply)
                .authenticationManager(new ProviderManager(login))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .addFilterBefore(new ProgramPersonFilter(people), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.anyRequest().access(routes))
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain api(
            HttpSecurity http,
            ApiTokens tokens,
            People people,
            Clock clock,
            Routes routes,
            ApiProblems problems) {
        ApiRefusals refusals = problems.bearer();
        return stateless(http)
                .securityMatcher(SecurityConfiguration::isForPrograms)
                .headers(SecurityHeaders::apply)
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .addFilterBefore(
                        new TokenFilter(tokens, people, clock), AnonymousAuthenticationFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ASYNC, DispatcherType.ERROR)
                                        .permitAll()
                                        .anyRequest()
                                        .access(routes))
                .build();
    }

    /** The description of the API can be read in a browser too. */
    private static boolean isForPrograms(HttpServletRequest request) {
        boolean browserReadsDescription =
                API_DESCRIPTION.matches(request)
                        && request.getHeader(HttpHeaders.AUTHORIZATION) == null;
        return API.matches(request) && !browserReadsDescription;
    }

    private static HttpSecurity stateless(HttpSecurity http) {
        return http.sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable);
    }

    @Bean
    @Order(4)
    SecurityFilterChain browsers(
            HttpSecurity http, PasswordLogin login, People people, Clock clock, Routes routes) {
        BrowserRefusals refusals = new BrowserRefusals();
        LoginResult result = new LoginResult();
        return http.headers(SecurityHeaders::apply)
                .authenticationManager(new ProviderManager(login))
                .requestCache(cache -> cache.requestCache(LoginResult.PAGES))
                .formLogin(
                        form ->
                                form.loginPage("/login")
                                        .successHandler(result)
                                        .failureHandler(result))
                .logout(logout -> logout.logoutSuccessUrl("/login?left"))
                .exceptionHandling(
                        handling ->
                                handling.authenticationEntryPoint(refusals)
                                        .accessDeniedHandler(refusals))
                .addFilterBefore(new CrossSiteFilter(), CsrfFilter.class)
                .addFilterBefore(new CurrentPersonFilter(people, clock), CsrfFilter.class)
                .authorizeHttpRequests(
                        requests ->
                                requests.dispatcherTypeMatchers(
                                                DispatcherType.ASYNC, DispatcherType.ERROR)
                                        .permitAll()
                                        .anyRequest()
                                        .access(routes))
                .build();
    }

    /** An address in a suspicious spelling is an address that doesn't exist. */
    @Bean
    RequestRejectedHandler suspiciousAddresses() {
        return new HttpStatusRequestRejectedHandler(HttpStatus.NOT_FOUND.value());
    }
}
