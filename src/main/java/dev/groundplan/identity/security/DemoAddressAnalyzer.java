package dev.groundplan.identity.security;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at the start what to do instead, without a stack trace. */
class DemoAddressAnalyzer extends AbstractFailureAnalyzer<DemoAddressException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DemoAddressException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Set server.address=127.0.0.1, or start without the profile \"demo\" to serve other machines.",
                cause);
    }
}
