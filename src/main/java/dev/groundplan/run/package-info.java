/**
 * Runs: one change to one environment, from the request over plan and approval to its end, with its
 * log.
 */
@ApplicationModule(
        allowedDependencies = {
            "page",
            "store",
            "identity",
            "engine",
            "form",
            "catalog",
            "environment"
        })
@NullMarked
package dev.groundplan.run;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
