/* SPDX-License-Identifier: Apache-2.0
 *
 * export/review_words: how a page for browsers looks, and what its script does: filtering, ticks
 * and reasons kept while the page is open, the decisions saved as a file. No network. May include:
 * nothing.
 */
#include "export/review_words.h"

const char review_style[] =
    "body{font:16px/1.4 'Segoe UI','Noto Sans','DejaVu Sans',sans-serif;margin:1rem auto;"
    "max-width:62rem;padding:0 1rem;color:#111;background:#fff}"
    "h1{font-size:1.4rem}h2{font-size:1.1rem;margin:0 0 .4rem}"
    ".number{display:inline-block;background:#e8eef6;padding:0 .5rem;border-radius:.2rem}"
    ".mark{color:#b00020;font-weight:bold;font-size:1.3rem;letter-spacing:.1em}"
    ".facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem}"
    ".facts dt{color:#555}.facts dd{margin:0}"
    "section{border-top:1px solid #999;padding:.8rem 0;break-inside:avoid}"
    "section.good{background:#eef8ee}section.back{background:#fdf0ee}"
    "table{border-collapse:collapse;table-layout:fixed;width:100%}th{font-weight:normal;color:#555;"
    "text-align:left;"
    "vertical-align:top;padding:.1rem 1rem .1rem 0;width:13rem}"
    "td{vertical-align:top;padding:.1rem 1rem .1rem "
    "0}td:nth-child(2){width:22rem;overflow-wrap:anywhere}td em{color:#b00020;margin-left:.5rem}"
    ".piece{display:inline-block;position:relative;overflow:hidden;border:1px solid #ccc}"
    ".piece img{position:absolute;max-width:none}.page{max-width:100%}"
    "summary{cursor:pointer;color:#1a4f8b}.file{margin:.3rem 0;font-size:.9rem}"
    ".script{display:none}.scripts .script{display:block}.note{color:#b00020}.decide "
    "label{margin-right:1.5rem}"
    "#tools{position:sticky;top:0;background:#fff;padding:.5rem 0;border-bottom:1px solid #999;"
    "z-index:1}button,input{font:inherit}.reason{width:22rem;max-width:100%}.hidden{display:none}"
    "@media print{#tools,details:not([open]),.file{display:none!important}body{max-width:none}}";

const char review_script[] =
    "'use strict';(function(){"
    "var d=document,b=d.body,rows=[].slice.call(d.querySelectorAll('section')),"
    "byId=function(i){return d.getElementById(i)};"
    "b.classList.add('scripts');"
    /* the same folding as a person means it: no marks, no case, d for the barred d */
    "function fold(t){return t.normalize('NFD').replace(/[\\u0300-\\u036f]/g,'')"
    ".replace(/[\\u0111\\u0110]/g,'d').toLowerCase()}"
    "rows.forEach(function(r){r.text=fold(r.querySelector('h2').textContent+' '+"
    "[].map.call(r.querySelectorAll('td:nth-child(2)'),function(t){return t.textContent})"
    ".join(' '))});"
    "function yes(r){return r.querySelector('.yes')}function why(r){return "
    "r.querySelector('.reason')}"
    "function show(){var w=fold(byId('filter').value).trim(),n=0,t=0;rows.forEach(function(r){"
    "var hit=r.text.indexOf(w)>=0;r.classList.toggle('hidden',!hit);if(hit)n++;"
    "if(yes(r)){var back=why(r).value.trim()!=='';if(back)yes(r).checked=false;"
    "r.classList.toggle('good',yes(r).checked);r.classList.toggle('back',back);"
    "if(back||yes(r).checked)t++}});"
    "byId('count').textContent=n+'/'+rows.length+(byId('save')?' \\u2013 \\u2713 '+t:'')}"
    "byId('filter').addEventListener('input',show);"
    "byId('print').addEventListener('click',function(){window.print()});"
    "d.addEventListener('change',show);d.addEventListener('input',show);"
    "if(byId('save')){byId('all').addEventListener('click',function(){rows.forEach(function(r){"
    "if(!r.classList.contains('hidden')&&why(r).value.trim()==='')yes(r).checked=true});show()});"
    "byId('save').addEventListener('click',function(){var list=[];rows.forEach(function(r){"
    "var reason=why(r).value.trim();if(!reason&&!yes(r).checked)return;"
    "list.push({record:r.dataset.id,version:r.dataset.hash,decision:reason?'return':'confirm',"
    "reason:reason||null})});"
    "var blob=new Blob([JSON.stringify({format:'sohoa-decisions-1',bundle:b.dataset.token,"
    "decisions:list},null,1)],{type:'application/json'}),a=d.createElement('a');"
    "a.href=URL.createObjectURL(blob);a.download='quyet-dinh-'+b.dataset.token+'.json';"
    "d.body.appendChild(a);a.click();a.remove()})}"
    "show()})();";
