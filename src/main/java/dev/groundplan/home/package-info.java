/** The home page, the tools page and the error pages. */
@ApplicationModule(
        allowedDependencies = {
            "page",
            "store",
            "identity",
            "engine",
            "engine :: process",
            "catalog",
            "environment",
            "run",
            "worker"
        })
@NullMarked
package dev.groundplan.home;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
