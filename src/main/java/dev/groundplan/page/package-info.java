/** What every page shares: layout, paging, time, live streams. Knows no domain. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package dev.groundplan.page;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
