-- beta.lua: the derivation of the fleet factor beta, step by step (Supplemental V).
return function(get, assumptions)
  local node = assumptions["fleet.node"]
  local given = assumptions["fleet.utilisation"]
  local max_power = tonumber(assumptions["node." .. node .. ".max_power"])
  local idle_power = tonumber(assumptions["node." .. node .. ".idle_power"])
  local value = function(name) return get("fleet." .. name .. ".total").value end
  return {
    { "step", "value", "unit", "how" },
    { "P_max", max_power, "kW", "node." .. node .. ".max_power" },
    { "P_idle", idle_power, "kW", "node." .. node .. ".idle_power" },
    { "dynamic power", max_power - idle_power, "kW", "P_max - P_idle" },
    { "mean load f", value "mean_load", "1", "(fleet.load_low + fleet.load_high) / 2" },
    { "node, full load", value "node_full_load", "kWh/day", "P_max x 24 h" },
    { "node, mean load", value "node_load", "kWh/day", "(P_idle + (P_max - P_idle) f) x 24 h" },
    { "utilisation factor, derived", value "utilisation_derived", "1",
      "(1/f) x mean load / full load" },
    { "utilisation factor, used", value "utilisation", "1",
      given == "derived" and "the derived one" or "fleet.utilisation = " .. given },
    { "redundancy", value "redundancy", "1", "fleet.redundancy" },
    { "network", value "network", "1", "fleet.network" },
    { "beta", value "beta", "1", "redundancy x utilisation factor x network" },
  }
end
