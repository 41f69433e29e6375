import "./calendar.css";
import "./month.css";
import "./now.css";
import { define } from "../dom.ts";
import { Calendar } from "./element.ts";

define("pv-calendar", Calendar);
